package showcase.recipe.poolexecutor;

import java.util.Iterator;
import java.util.stream.Stream;
import showcase.catalogue.Outcome;

/** A reader of the results of {@link EndlessCalls}, and what it sees at each step. */
final class Reading {
  private final EndlessCalls calls;

  // Written in the reader's thread, and read after its end.
  private Outcome<Integer> first = new Outcome.StillRuns<>();
  private Outcome<Integer> second = new Outcome.StillRuns<>();
  private Outcome<Integer> again = new Outcome.StillRuns<>();
  private int insideAfterSecond = -1;
  private int insideAfterClose = -1;
  private boolean interruptKept;

  Reading(EndlessCalls calls) {
    this.calls = calls;
  }

  /** Takes a result, and closes the stream. */
  Reading takeOne(LazyMap edition) {
    try (Stream<Integer> results = map(edition)) {
      Iterator<Integer> each = results.iterator();
      first = Outcome.of(each::next);
    }
    insideAfterClose = calls.inside();
    return this;
  }

  /** Takes a result, asks for the second, which fails, and then once more. */
  Reading takeUntilItFails(LazyMap edition) {
    try (Stream<Integer> results = map(edition)) {
      Iterator<Integer> each = results.iterator();
      first = Outcome.of(each::next);
      second = Outcome.of(each::next);
      insideAfterSecond = calls.inside();
      interruptKept = Thread.interrupted();
      again = Outcome.of(each::next);
    }
    return this;
  }

  private Stream<Integer> map(LazyMap edition) {
    return edition.map(EndlessCalls.ITEMS, calls::call, EndlessCalls.WORKERS);
  }

  EndlessCalls calls() {
    return calls;
  }

  Outcome<Integer> first() {
    return first;
  }

  Outcome<Integer> second() {
    return second;
  }

  /** What the reader got when it asked again after the failure. */
  Outcome<Integer> again() {
    return again;
  }

  int insideAfterSecond() {
    return insideAfterSecond;
  }

  int insideAfterClose() {
    return insideAfterClose;
  }

  /** Whether the reader's interrupt status was set when it got the failure. */
  boolean interruptKept() {
    return interruptKept;
  }
}
