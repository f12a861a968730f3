package showcase.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.observe.ScopeTree.Member;
import showcase.observe.ScopeTree.Scope;

/** Dumps in the shapes that Java 21, 25 and 27 write, and in no known shape. */
class ThreadDumpTest {
  private static final String PARK = "java.base/java.lang.VirtualThread.park(VirtualThread.java:1)";
  private static final String RUN = "java.base/java.lang.VirtualThread.run(VirtualThread.java:2)";
  private static final String OURS = "showcase.Job.use(Job.java:3)";

  private static ScopeTree tree(String json) {
    return ThreadDump.read(5, 7, json).orElseThrow();
  }

  private static String dump(String... containers) {
    return "{\"threadDump\": {\"threadContainers\": [%s]}}".formatted(String.join(",", containers));
  }

  private static String container(String name, String parent, String owner, String... threads) {
    return """
    {"container": "%s", "parent": %s, "owner": %s, "threads": [%s], "threadCount": "1"}
    """
        .formatted(
            name, parent == null ? null : "\"" + parent + "\"", owner, String.join(",", threads));
  }

  private static String thread(String id, String more) {
    return """
    {"tid": %s, "name": "", %s "stack": ["%s", "%s", "%s"]}\
    """
        .formatted(id, more, PARK, OURS, RUN);
  }

  private static final String MAIN =
      "{\"tid\": %s, \"name\": \"main\", %s \"stack\": [\"java.base/java.lang.Thread.run(T:1)\"]}";

  /** A scope in a scope, and a pool. */
  private static String nested(String quote, String main, String outer, String inner) {
    return dump(
        container("<root>", null, null, MAIN.formatted(quote + "1" + quote, main)),
        container("Pool@1", "<root>", null, thread(quote + "9" + quote, inner)),
        container("Scope@1", "<root>", quote + "1" + quote, thread(quote + "2" + quote, outer)),
        container("Scope@2", "Scope@1", quote + "2" + quote, thread(quote + "3" + quote, inner)));
  }

  private static Member member(long id, Thread.State state, String waitsFor, OptionalLong holder) {
    return new Member(
        id,
        "",
        Optional.of(true),
        Optional.ofNullable(state),
        List.of(PARK, OURS, RUN),
        Optional.ofNullable(waitsFor),
        holder);
  }

  private static Member main(Thread.State state) {
    return new Member(
        1,
        "main",
        Optional.of(false),
        Optional.ofNullable(state),
        List.of("java.base/java.lang.Thread.run(T:1)"),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static ScopeTree expected(Member main, Member outer, Member inner) {
    var child = new Scope("Scope@2", outer, List.of(inner), List.of());
    return new ScopeTree(5, 7, List.of(new Scope("Scope@1", main, List.of(outer), List.of(child))));
  }

  @Test
  void readsTheDumpOfJava21() {
    ScopeTree seen = tree(nested("\"", "", "", ""));
    var none = OptionalLong.empty();
    assertEquals(
        expected(main(null), member(2, null, null, none), member(3, null, null, none)), seen);
    assertEquals(2, seen.size());
    assertEquals(2, seen.depth());
    assertEquals(Optional.of(OURS), seen.scopes().getFirst().forks().getFirst().at());
  }

  @Test
  void readsTheDumpOfJava25() {
    String outer =
        "\"virtual\": true, \"state\": \"BLOCKED\", \"blockedOn\": \"java.lang.Object@7\",";
    String inner =
        "\"virtual\": true, \"state\": \"WAITING\", \"parkBlocker\": {\"object\": \"L@8\"},";
    var none = OptionalLong.empty();
    assertEquals(
        expected(
            main(Thread.State.RUNNABLE),
            member(2, Thread.State.BLOCKED, "java.lang.Object@7", none),
            member(3, Thread.State.WAITING, "L@8", none)),
        tree(nested("\"", "\"state\": \"RUNNABLE\",", outer, inner)));
  }

  @Test
  void readsTheDumpOfJava27() {
    String outer =
        "\"virtual\": true, \"state\": \"WAITING\", \"waitingOn\": \"java.lang.Object@7\",";
    String inner =
        "\"virtual\": true, \"state\": \"WAITING\", \"parkBlocker\": {\"object\": \"L@8\", \"owner\": 1},";
    assertEquals(
        expected(
            main(Thread.State.RUNNABLE),
            member(2, Thread.State.WAITING, "java.lang.Object@7", OptionalLong.empty()),
            member(3, Thread.State.WAITING, "L@8", OptionalLong.of(1))),
        tree(nested("", "\"state\": \"RUNNABLE\",", outer, inner)));
  }

  @Test
  void anOwnerThatHasEndedIsKnownByItsId() {
    Scope seen = tree(dump(container("Scope@1", "<root>", "\"4\""))).scopes().getFirst();
    assertEquals(4, seen.owner().id());
    assertEquals(Optional.empty(), seen.owner().virtual());
  }

  /** A scope's name can be chosen, so it may be that of the enclosing one. */
  @Test
  void aScopeInOneOfTheSameNameIsNoEndlessTree() {
    ScopeTree seen =
        tree(
            dump(
                container("same", "<root>", "1", thread("2", "")),
                container("same", "same", "2", thread("3", ""))));
    assertTrue(seen.depth() <= 2, seen.toString());
  }

  @Test
  void poolsAreNoScopes() {
    String pool = container("Pool@1", "<root>", null, thread("9", ""));
    assertEquals(Optional.empty(), ThreadDump.read(5, 7, dump(pool)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"threadDump\": 7}",
        "{\"threadDump\": {}}",
        "{\"threadDump\": {\"threadContainers\": {}}}",
        "{\"threadDump\": {\"threadContainers\": [7, null]}}",
        "{\"threadDump\": {\"threadContainers\": [{\"container\": \"S\", \"owner\": \"1\"}]}}",
        "{\"threadDump\": {\"threadContainers\": [{\"owner\": \"1\", \"threads\": []}]}}",
        "{\"threadDump\": {\"threadContainers\": [{\"container\": \"S\", \"owner\": {}, \"threads\": []}]}}",
        "{\"threadDump\": {\"threadContainers\": [{\"container\": \"S\", \"owner\": \"one\", \"threads\": []}]}}",
        "{\"threadDump\": {\"threadContainers\": [{\"container\": \"S\", \"owner\": 1, \"threads\": [{}]}]}}",
        "Full thread dump"
      })
  void whatIsNoKnownDumpGivesNoTree(String text) {
    assertEquals(Optional.empty(), ThreadDump.read(5, 7, text));
  }

  @Test
  void aDumpThatWasCutOffGivesNoTree() {
    String whole = nested("\"", "", "", "");
    for (int length = 0; length < whole.stripTrailing().length(); length++) {
      assertEquals(Optional.empty(), ThreadDump.read(5, 7, whole.substring(0, length)));
    }
  }
}
