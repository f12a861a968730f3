<?xml version="1.0"?>
<!-- Writes the homes of the needed JDKs as properties, from those that the toolchains plugin has found. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="http://maven.apache.org/TOOLCHAINS/1.1.0">
  <xsl:output method="text"/>

  <xsl:template match="/">
    <xsl:call-template name="home"><xsl:with-param name="release">21</xsl:with-param></xsl:call-template>
    <xsl:call-template name="home"><xsl:with-param name="release">25</xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template name="home">
    <xsl:param name="release"/>
    <xsl:variable name="jdk"
        select="(//t:toolchain[substring-before(concat(t:provides/t:version, '.'), '.') = $release])[1]"/>
    <xsl:if test="$jdk">
      <xsl:value-of select="concat('jdk', $release, '.home=', $jdk/t:configuration/t:jdkHome, '&#10;')"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
