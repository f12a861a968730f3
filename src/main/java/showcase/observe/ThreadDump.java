package showcase.observe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import showcase.observe.ScopeTree.Member;
import showcase.observe.ScopeTree.Scope;
import showcase.process.TemporaryFolder;

/**
 * Reads the scopes from the JVM's thread dump in JSON. Its shape differs between releases: in 21,
 * numbers are strings, and there is no state; 25 adds the state, whether a thread is virtual and
 * what it waits for; 27 writes numbers as numbers. Only a scope has an owner: a pool is a container
 * without one.
 */
final class ThreadDump {
  /** How the names of its files end, which {@link Descriptors} does not count. */
  static final String FILE_END = ".threads.json";

  private static final int FRAMES = 16;

  private final long from;
  private final long to;
  private final Map<Long, Member> members = new HashMap<>();
  private final List<JsonObject> scopes = new ArrayList<>(); // those not yet in the tree

  private ThreadDump(long from, long to, JsonArray containers) {
    this.from = from;
    this.to = to;
    for (JsonElement container : containers) {
      threads(container.getAsJsonObject()).forEach(member -> members.put(member.id(), member));
      if (text(container.getAsJsonObject(), "owner").isPresent()) {
        scopes.add(container.getAsJsonObject());
      }
    }
  }

  /**
   * Takes a dump, and returns the scopes that are open; none if there is no scope.
   *
   * @throws IOException if the dump cannot be written to the temporary folder
   */
  static Optional<ScopeTree> take() throws IOException {
    var diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    Path file = TemporaryFolder.path().resolve(UUID.randomUUID() + FILE_END);
    try {
      long from = System.nanoTime();
      diagnostics.dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
      long to = System.nanoTime();
      return read(from, to, Files.readString(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Reads a dump; none if it has no scope, or is not a dump as one of the known releases writes. */
  static Optional<ScopeTree> read(long from, long to, String json) {
    try {
      JsonObject all = JsonParser.parseString(json).getAsJsonObject();
      JsonArray containers = all.getAsJsonObject("threadDump").getAsJsonArray("threadContainers");
      return new ThreadDump(from, to, containers).tree();
    } catch (RuntimeException e) {
      // Something is missing or of another type; Gson has a different exception for each.
      return Optional.empty();
    }
  }

  private Optional<ScopeTree> tree() {
    List<String> names =
        scopes.stream().map(scope -> text(scope, "container").orElseThrow()).toList();
    List<JsonObject> outermost =
        scopes.stream().filter(scope -> !names.contains(text(scope, "parent").orElse(""))).toList();
    scopes.removeAll(outermost);
    return outermost.isEmpty()
        ? Optional.empty()
        : Optional.of(new ScopeTree(from, to, outermost.stream().map(this::scope).toList()));
  }

  private Scope scope(JsonObject container) {
    String name = text(container, "container").orElseThrow();
    long owner = Long.parseLong(text(container, "owner").orElseThrow());
    List<JsonObject> inside =
        scopes.stream().filter(scope -> text(scope, "parent").orElse("").equals(name)).toList();
    scopes.removeAll(inside); // two scopes of the same name must not contain each other
    return new Scope(
        name,
        members.getOrDefault(owner, unknown(owner)),
        threads(container).toList(),
        inside.stream().map(this::scope).toList());
  }

  /** A thread that had ended before the dump came to it. */
  private static Member unknown(long id) {
    return new Member(
        id,
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static Stream<Member> threads(JsonObject container) {
    return elements(container.getAsJsonArray("threads"))
        .map(thread -> member(thread.getAsJsonObject()));
  }

  private static Member member(JsonObject thread) {
    List<String> stack =
        elements(thread.getAsJsonArray("stack")).map(JsonElement::getAsString).toList();
    Optional<Thread.State> state = text(thread, "state").map(Thread.State::valueOf);
    JsonElement parking = thread.get("parkBlocker");
    Optional<String> blocker =
        parking == null ? Optional.empty() : text(parking.getAsJsonObject(), "object");
    Optional<String> holder =
        parking == null ? Optional.empty() : text(parking.getAsJsonObject(), "owner");
    return new Member(
        Long.parseLong(text(thread, "tid").orElseThrow()),
        text(thread, "name").orElse(""),
        state.isPresent() ? Optional.of(thread.has("virtual")) : virtual(stack),
        state,
        stack.stream().limit(FRAMES).toList(),
        blocker.or(() -> text(thread, "blockedOn")).or(() -> text(thread, "waitingOn")),
        holder.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  /** Java 21 does not tell; the frame at the bottom does. */
  private static Optional<Boolean> virtual(List<String> stack) {
    return stack.isEmpty()
        ? Optional.empty()
        : Optional.of(stack.getLast().contains("java.lang.VirtualThread.run("));
  }

  private static Stream<JsonElement> elements(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Optional<String> text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull()
        ? Optional.empty()
        : Optional.of(value.getAsString());
  }
}
