package showcase.report;

/** A row of the table that says what a timeline shows: when, which thread, what. */
record Event(long nanos, String thread, String what) implements Comparable<Event> {
  String when() {
    return Times.of(nanos);
  }

  @Override
  public int compareTo(Event other) {
    return Long.compare(nanos, other.nanos);
  }
}
