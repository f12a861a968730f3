<?xml version="1.0"?>
<!--
  Decides what to build, from the JDKs that the toolchains plugin has found. Writes as properties, for each release N:
    jdkN.home      its JDK, or none
    classesN       where its classes go: the lowest release is the base of the jar, the others are versions
    skipTestsN     whether its tests are left out
    repetitionsN, interruptsN, loadN, faultsN   how much the recipes' tests do on it: one release does more than the others
    notOnN         the tags of the tests that are not run on it: "once" is for those that show the same on every release
  and: releases, multi (more than one of them), main (the release that compiles the tests and repeats more),
  main.range (its versions), tests.release and tests.preview (how they are compiled), plan (what is built, for the log), missing (what would add more).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="http://maven.apache.org/TOOLCHAINS/1.1.0" xmlns:s="urn:slices" exclude-result-prefixes="t s">
  <xsl:output method="text"/>
  <xsl:param name="out"/>
  <xsl:param name="skip"/>

  <!-- Every release that has editions. slices.xml says which sources each is made from. -->
  <s:release>21</s:release>
  <s:release>25</s:release>
  <s:release>27</s:release>
  <s:release>28</s:release>

  <xsl:variable name="jdks" select="//t:toolchain"/>
  <xsl:variable name="known" select="document('')/*/s:release"/>

  <xsl:variable name="found"> <!-- such as "21 25 " -->
    <xsl:for-each select="$known">
      <xsl:if test="$jdks[substring-before(concat(translate(t:provides/t:version, '-+', '..'), '.'), '.') = current()]">
        <xsl:value-of select="concat(., ' ')"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="base" select="substring-before($found, ' ')"/>
  <xsl:variable name="main">
    <xsl:choose>
      <xsl:when test="contains($found, '25 ')">25</xsl:when>
      <xsl:when test="contains($found, '27 ')">27</xsl:when>
      <xsl:otherwise><xsl:value-of select="$base"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/">
    <xsl:for-each select="$known">
      <xsl:variable name="n" select="string(.)"/>
      <xsl:variable name="home" select="$jdks[substring-before(
          concat(translate(t:provides/t:version, '-+', '..'), '.'), '.') = $n][1]/t:configuration/t:jdkHome"/>
      <xsl:value-of select="concat('jdk', $n, '.home=')"/>
      <xsl:choose>
        <xsl:when test="$home"><xsl:value-of select="$home"/></xsl:when>
        <xsl:otherwise>none</xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="concat('&#10;classes', $n, '=', $out)"/>
      <xsl:if test="$n != $base"><xsl:value-of select="concat('/META-INF/versions/', $n)"/></xsl:if>
      <!-- 28 is an early-access build of the same sources as 27, so it is tested only if there is no other. -->
      <xsl:value-of select="concat('&#10;skipTests', $n, '=',
          $skip = 'true' or not($home) or ($n = 28 and $n != $main))"/>
      <xsl:choose>
        <xsl:when test="$n = $main">
          <xsl:value-of select="concat('&#10;repetitions', $n, '=2&#10;interrupts', $n, '=5&#10;load', $n, '=true&#10;faults', $n, '=all&#10;notOn', $n, '=&#10;')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="concat('&#10;repetitions', $n, '=1&#10;interrupts', $n, '=2&#10;load', $n, '=false&#10;faults', $n, '=overlaid&#10;notOn', $n, '=once&#10;')"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:value-of select="concat('releases=', normalize-space($found), '&#10;')"/>
    <xsl:value-of select="concat('multi=', contains(normalize-space($found), ' '), '&#10;')"/>
    <xsl:value-of select="concat('main=', $main, '&#10;main.range=[', $main, '-ea,', $main + 1, ')&#10;')"/>
    <!-- 28 marks almost every class as one that uses preview features, so what uses them must do so, too. -->
    <xsl:choose>
      <xsl:when test="$main = 28"><xsl:text>tests.release=28&#10;tests.preview=true&#10;</xsl:text></xsl:when>
      <xsl:otherwise><xsl:text>tests.release=21&#10;tests.preview=false&#10;</xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:text>plan=</xsl:text>
    <xsl:for-each select="$known[contains($found, concat(., ' '))]">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:value-of select="concat('Java ', ., ' (${jdk', ., '.home})')"/> <!-- Ant fills it in -->
    </xsl:for-each>
    <xsl:text>&#10;missing=</xsl:text>
    <xsl:for-each select="$known[not(contains($found, concat(., ' ')))]">
      <xsl:if test="position() > 1">, </xsl:if>
      <xsl:value-of select="concat('JAVA', ., '_HOME')"/>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
