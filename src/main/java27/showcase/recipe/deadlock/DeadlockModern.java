package showcase.recipe.deadlock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.CancelledByTimeoutException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask.State;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/**
 * The locks show which virtual threads are deadlocked, and the scope's deadline
 * ends the deadlock.
 *
 * <p>Prefer one order for all locks. Back off where one cannot be agreed on.
 */
final class DeadlockModern implements TwoLocks {
  private final VisibleLock lock1 = new VisibleLock("lock1");
  private final VisibleLock lock2 = new VisibleLock("lock2");

  @Override
  public void inOppositeOrders(Work work, Duration limit) throws Exception {
    run(work, limit,
        () -> takeBoth(lock1, lock2, work),
        () -> takeBoth(lock2, lock1, work));
  }

  @Override
  public void inOneOrder(Work work, Duration limit) throws Exception {
    run(work, limit,
        () -> takeBoth(lock1, lock2, work),
        () -> takeBoth(lock1, lock2, work));
  }

  @Override
  public void withBackOff(Work work, Duration limit) throws Exception {
    run(work, limit,
        () -> BackOff.takeBoth(lock1, lock2, work),
        () -> BackOff.takeBoth(lock2, lock1, work));
  }

  private static void takeBoth(Lock first, Lock second, Work work)
      throws InterruptedException {
    first.lockInterruptibly(); // an interrupt would not end a wait in lock()
    try {
      work.holdsOne();
      second.lockInterruptibly();
      try {
        work.holdsBoth();
      } finally {
        second.unlock();
      }
    } finally {
      first.unlock();
    }
  }

  private void run(Work work, Duration limit, Task one, Task two) throws Exception {
    var names = Thread.ofVirtual().name("task", 1).factory();
    // The scope interrupts both when the limit passes, or one if the other fails.
    try (var scope = StructuredTaskScope.open(
        Joiner.awaitAllSuccessfulOrThrow(
            e -> e instanceof CancelledByTimeoutException
                ? new TimeoutException("not within " + limit.toMillis() + " ms")
                : new ExecutionException(e)),
        config -> config.withThreadFactory(names).withTimeout(limit))) {
      var task1 = scope.fork(one);
      scope.fork(two);
      // Nothing reports a deadlock, so the caller looks for one.
      List<Wait> waits = List.of();
      while (waits.isEmpty()
          && task1.state() == State.UNAVAILABLE
          && !scope.isCancelled()) {
        Thread.sleep(1);
        waits = LockWatch.deadlock(lock1, lock2);
      }
      if (!waits.isEmpty()) {
        work.deadlock(waits);
      }
      scope.join();
    }
  }
}
