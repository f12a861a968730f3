package showcase.catalogue;

import java.util.Locale;

/** What kind of problem a recipe solves. */
public enum Topic {
  THREADS,
  LOCKS,
  QUEUES,
  PROCESSES,
  SCHEDULING,
  FUTURES,
  SERVER;

  /** The name that readers see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
