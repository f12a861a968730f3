package showcase.observe;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the structured scopes of a run while it lasts:
 *
 * <pre>{@code
 * var sampler = ScopeSampler.start();
 * try (sampler) {
 *   verdict = runner.run(recipe, "modern", arguments);
 * }
 * Optional<ScopeTree> scopes = sampler.richest();
 * }</pre>
 *
 * <p>A thread of its own takes a thread dump every 10 ms until five have shown a scope; a run
 * without scopes gets 100 dumps at most. It is there before the run starts and stays until {@link
 * #close}, so that it does not count as a thread of the run.
 *
 * <p>On two processors with other work, the runs of semaphore, pool-map and deadlock took as long
 * with it as without (medians of eight: 439 and 441, 201 and 206, 602 and 585 ms). That of event,
 * which has no scope, took 558 instead of 483 ms.
 */
public final class ScopeSampler implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 10;
  private static final int MOST_TREES = 5;
  private static final int MOST_DUMPS = 100;

  /** More forks than these cannot be drawn one by one. */
  private static final int READABLE = 100;

  /** From poor to rich: by the number of forks, then by how deep scopes are nested. Trees with too
   * many forks to draw rank below all others. */
  static final Comparator<ScopeTree> BY_RICHNESS =
      Comparator.<ScopeTree>comparingInt(
              tree -> tree.size() <= READABLE ? tree.size() : -tree.size())
          .thenComparingInt(ScopeTree::depth);

  private final CountDownLatch runs = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sample, "scope-sampler");
  private volatile Optional<ScopeTree> richest = Optional.empty();

  private ScopeSampler() {
    thread.setDaemon(true);
  }

  /** Starts one; returns when its thread runs. */
  public static ScopeSampler start() {
    var sampler = new ScopeSampler();
    sampler.thread.start();
    uninterruptibly(sampler.runs::await);
    return sampler;
  }

  private void sample() {
    runs.countDown();
    try {
      int trees = 0;
      for (int dumps = 0; dumps < MOST_DUMPS && trees < MOST_TREES && !isClosedSoon(); dumps++) {
        Optional<ScopeTree> tree = ThreadDump.take();
        trees += tree.isPresent() ? 1 : 0;
        tree.ifPresent(this::keepTheRicher);
      }
      closed.await();
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      // No tree then. The run must not see it: an uncaught exception would count as the edition's.
    }
  }

  private boolean isClosedSoon() throws InterruptedException {
    return closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void keepTheRicher(ScopeTree tree) {
    if (richest.isEmpty() || BY_RICHNESS.compare(tree, richest.get()) > 0) {
      richest = Optional.of(tree);
    }
  }

  /**
   * Of the scopes that were seen so far, those with the most forks, but not with more than 100 if
   * there are others; none if no scope was seen.
   */
  public Optional<ScopeTree> richest() {
    return richest;
  }

  /** Returns when its thread has ended. An interrupt of the caller is kept. */
  @Override
  public void close() {
    closed.countDown();
    uninterruptibly(thread::join);
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  private static void uninterruptibly(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.run();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
