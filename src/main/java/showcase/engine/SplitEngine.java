package showcase.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/** Splits the list of tasks in half down to single tasks; idle threads of the pool steal them. */
final class SplitEngine implements Engine {

  private final ForkJoinPool pool;

  SplitEngine(int parallelism) {
    this.pool = new ForkJoinPool(parallelism);
  }

  /** A range of the tasks; its result is the list of their results, in order. */
  private static final class Range extends RecursiveTask<List<Long>> {

    private static final long serialVersionUID = 1L;
    private final transient List<? extends Work> works;

    Range(List<? extends Work> works) {
      this.works = works;
    }

    @Override
    protected List<Long> compute() {
      if (works.size() == 1) {
        return List.of(run(works.getFirst()));
      }
      int middle = works.size() / 2;
      var left = new Range(works.subList(0, middle));
      var right = new Range(works.subList(middle, works.size()));
      right.fork();
      List<Long> results = new ArrayList<>(left.compute());
      results.addAll(right.join());
      return results;
    }

    private static long run(Work work) {
      try {
        return work.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the pool was closed", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public CompletableFuture<Long> submit(Work work) {
    return Submission.to(pool, work::run);
  }

  @Override
  public List<Long> runAll(List<? extends Work> works)
      throws InterruptedException, ExecutionException {
    return works.isEmpty() ? List.of() : pool.submit(new Range(works)).get();
  }

  @Override
  public void close() {
    pool.shutdownNow();
    pool.close();
  }
}
