package showcase.recipe.roundrobin;

import java.util.List;
import java.util.concurrent.ExecutionException;

/** Lets generators take turns: each gives one value a round, until it is done. */
interface RoundRobin {

  /** Computes the n-th value of a sequence, not null; the first is number 1. */
  interface Term<T> {
    T compute(int n) throws InterruptedException;
  }

  /**
   * Term 1, term 2, and so on, up to its length: each computed when it is wanted.
   */
  record Sequence<T>(int length, Term<T> term) {}

  /** Receives what the generators give, in the calling thread. */
  interface Output<T> {
    void value(T value);

    /** One of the generators has no more values. */
    void done();
  }

  /**
   * Gives each sequence its turn, in the order of the list, until all are done.
   * What the output throws is thrown as it is, and no further value is computed.
   *
   * @throws InterruptedException if the caller was interrupted
   * @throws ExecutionException if a term failed on another thread; its cause is
   *     what the term threw. What a term throws in the calling thread is thrown
   *     as it is
   */
  <T> void takeTurns(List<Sequence<T>> sequences, Output<? super T> output)
      throws InterruptedException, ExecutionException;
}
