package showcase.observe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** Puts together the lives of threads from JFR's events. Not thread-safe. */
final class Lives {
  private final Set<Long> own;
  private final Map<Long, ThreadLife> started = new LinkedHashMap<>();
  private final Map<Long, Long> ends = new HashMap<>();

  // JFR tells the time of day, which can be set; the two are compared once, so that all events of a
  // recording have the same distance to the other time line.
  private final Instant someInstant = Instant.now();
  private final long sameInstant = System.nanoTime();

  /**
   * @param own ids of threads that count even if they look like threads of the JDK
   */
  Lives(Set<Long> own) {
    this.own = own;
  }

  void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.VirtualThreadStart" -> start(event, virtualThread(event));
      case "jdk.VirtualThreadEnd" -> end(event, event.getLong("javaThreadId"));
      case "jdk.ThreadStart" -> {
        RecordedThread thread = event.getThread("thread");
        if (thread != null && isOwn(thread)) {
          String name = Objects.toString(thread.getJavaName(), "");
          start(event, new SeenThread(thread.getJavaThreadId(), name, false));
        }
      }
      case "jdk.ThreadEnd" -> {
        RecordedThread thread = event.getThread("thread");
        if (thread != null) {
          end(event, thread.getJavaThreadId());
        }
      }
      default -> {}
    }
  }

  private static SeenThread virtualThread(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? "" : Objects.toString(thread.getJavaName(), "");
    return new SeenThread(event.getLong("javaThreadId"), name, true);
  }

  private boolean isOwn(RecordedThread thread) {
    if (own.contains(thread.getJavaThreadId())) {
      return true;
    }
    var group = thread.getThreadGroup();
    String name = Objects.toString(thread.getJavaName(), "");
    return group != null && OwnThreads.isOwn(group.getName(), name);
  }

  private void start(RecordedEvent event, SeenThread thread) {
    started.put(thread.id(), new ThreadLife(thread, nanos(event), ThreadLife.UNSEEN));
  }

  private void end(RecordedEvent event, long id) {
    ends.put(id, nanos(event));
  }

  private long nanos(RecordedEvent event) {
    return sameInstant - ChronoUnit.NANOS.between(event.getStartTime(), someInstant);
  }

  /** The lives of the threads that started during the recording. */
  List<ThreadLife> inOrder() {
    List<ThreadLife> lives = new ArrayList<>();
    started.forEach((id, life) -> {
      long end = ends.getOrDefault(id, ThreadLife.UNSEEN);
      lives.add(new ThreadLife(life.thread(), life.start(), end));
    });
    lives.sort(Comparator.comparingLong(ThreadLife::start));
    return List.copyOf(lives);
  }
}
