package showcase.recipe.poolmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllOrNothingTest {
  private final AtomicInteger cancelled = new AtomicInteger();

  @Test
  void givesTheResultsInTheOrderOfTheTasks() throws Exception {
    var secondIsDone = new CountDownLatch(1);
    Callable<Integer> first =
        () -> {
          secondIsDone.await();
          return 1;
        };
    Callable<Integer> second =
        () -> {
          secondIsDone.countDown();
          return 2;
        };

    assertEquals(List.of(1, 2), AllOrNothing.run(2, List.of(first, second)));
    assertEquals(List.of(), AllOrNothing.run(2, List.<Callable<Integer>>of()));
  }

  @Test
  void runsMoreTasksThanWorkers() throws Exception {
    List<Callable<Integer>> tasks =
        IntStream.range(0, 100).<Callable<Integer>>mapToObj(i -> () -> i).toList();

    assertEquals(IntStream.range(0, 100).boxed().toList(), AllOrNothing.run(3, tasks));
  }

  @Test
  void theFirstFailureEndsThoseUnderWay() {
    var failure = new IllegalStateException("failed");
    var begun = new CountDownLatch(2);
    Callable<Integer> waiting = () -> waitForEver(begun);
    Callable<Integer> failing =
        () -> {
          begun.await();
          throw failure;
        };

    var thrown =
        assertThrows(
            ExecutionException.class,
            () -> AllOrNothing.run(3, List.of(waiting, waiting, failing)));
    assertSame(failure, thrown.getCause());
    assertEquals(2, cancelled.get());
  }

  @Test
  void aFailureDropsThoseThatHaveNotBegun() {
    Callable<Integer> failing =
        () -> {
          throw new IllegalStateException("failed");
        };
    Callable<Integer> waiting = () -> waitForEver(new CountDownLatch(1));

    assertThrows(
        ExecutionException.class, () -> AllOrNothing.run(1, List.of(failing, waiting, waiting)));
    assertTrue(cancelled.get() <= 1, "the one worker can have begun one of them at most");
  }

  @Test
  void anInterruptEndsThemAll() {
    var begun = new CountDownLatch(2);
    Callable<Integer> waiting = () -> waitForEver(begun);
    var caller = Thread.currentThread();
    Callable<Integer> interrupting =
        () -> {
          begun.await();
          caller.interrupt();
          return waitForEver(begun);
        };

    assertThrows(
        InterruptedException.class,
        () -> AllOrNothing.run(3, List.of(waiting, waiting, interrupting)));
    assertEquals(3, cancelled.get());
    assertFalse(Thread.interrupted());
  }

  private int waitForEver(CountDownLatch begun) throws InterruptedException {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      cancelled.incrementAndGet();
      throw e;
    }
  }
}
