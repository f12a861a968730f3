package showcase.recipe.producerconsumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoundedBufferTest {

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void aCapacityBelowOneIsRefused(int capacity) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new BoundedBuffer<String>(capacity));
    assertEquals("capacity must be positive: " + capacity, error.getMessage());
  }

  @Test
  void nullIsRefusedAndNotAdded() {
    var buffer = new BoundedBuffer<String>(1);
    assertThrows(NullPointerException.class, () -> buffer.put(null));
    assertEquals(0, buffer.size());
  }

  @Test
  void firstInFirstOut() throws InterruptedException {
    var buffer = new BoundedBuffer<Integer>(3);
    for (int item : List.of(3, 1, 2)) {
      buffer.put(item);
    }
    assertEquals(List.of(3, 1, 2), List.of(buffer.take(), buffer.take(), buffer.take()));
  }

  @Test
  void aPutWaitsWhileItIsFull() throws Exception {
    var buffer = new BoundedBuffer<Integer>(1);
    buffer.put(1);
    var putting = waiting(() -> put(2, buffer));

    assertEquals(1, buffer.size());
    assertEquals(1, buffer.take());
    putting.task().get();
    assertEquals(2, buffer.take());
  }

  @Test
  void aTakeWaitsWhileItIsEmpty() throws Exception {
    var buffer = new BoundedBuffer<Integer>(1);
    var taking = waiting(buffer::take);

    buffer.put(1);
    assertEquals(1, taking.task().get());
  }

  @Test
  void anInterruptedPutAddsNothing() throws Exception {
    var buffer = new BoundedBuffer<Integer>(1);
    buffer.put(1);
    assertInterrupted(waiting(() -> put(2, buffer)));

    assertEquals(1, buffer.take());
    assertEquals(0, buffer.size());
  }

  @Test
  void anInterruptedTakeRemovesNothing() throws Exception {
    var buffer = new BoundedBuffer<Integer>(1);
    assertInterrupted(waiting(buffer::take));

    buffer.put(1);
    assertEquals(1, buffer.take());
  }

  /** A signal that went to the wrong kind of waiter, or to nobody, would leave this hanging. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void nothingIsLostOrDoubledOrAboveTheBound(int capacity) throws Exception {
    int tasks = 4;
    int itemsEach = 5_000;
    var buffer = new BoundedBuffer<Integer>(capacity);
    Set<Integer> taken = ConcurrentHashMap.newKeySet();
    var fullest = new AtomicInteger();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int task = 0; task < tasks; task++) {
        int first = task * itemsEach;
        threads.submit(() -> {
          for (int item = first; item < first + itemsEach; item++) {
            buffer.put(item);
          }
          return null;
        });
        threads.submit(() -> {
          for (int i = 0; i < itemsEach; i++) {
            fullest.accumulateAndGet(buffer.size(), Math::max);
            assertTrue(taken.add(buffer.take()));
          }
          return null;
        });
      }
    }
    assertEquals(tasks * itemsEach, taken.size());
    assertEquals(0, buffer.size());
    assertTrue(fullest.get() <= capacity, () -> "saw " + fullest);
  }

  private static Integer put(int item, BoundedBuffer<Integer> buffer) throws InterruptedException {
    buffer.put(item);
    return item;
  }

  private record Waiting(Thread thread, FutureTask<Integer> task) {}

  private static Waiting waiting(Callable<Integer> work) {
    var task = new FutureTask<>(work);
    var thread = new Thread(task);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return new Waiting(thread, task);
  }

  private static void assertInterrupted(Waiting waiting) {
    waiting.thread().interrupt();
    var error = assertThrows(ExecutionException.class, waiting.task()::get);
    assertEquals(InterruptedException.class, error.getCause().getClass());
  }
}
