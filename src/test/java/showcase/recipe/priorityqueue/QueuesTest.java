package showcase.recipe.priorityqueue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both queues under the same tests. */
class QueuesTest {

  /** What the two have in common, for this test only. */
  record Queue(String name, Put put, Take take) {
    interface Put {
      void put(int item, int priority);
    }

    interface Take {
      int take() throws InterruptedException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Queue> queues() {
    var heap = new HeapQueue<Integer>();
    var sequenced = new SequencedQueue<Integer>();
    return Stream.of(
        new Queue("HeapQueue", heap::put, heap::take),
        new Queue("SequencedQueue", sequenced::put, sequenced::take));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void givesByPriorityThenByArrival(Queue queue) throws InterruptedException {
    int[] priorities = {2, Integer.MIN_VALUE, 7, 2, Integer.MAX_VALUE, 7, 2};
    for (int item = 0; item < priorities.length; item++) {
      queue.put().put(item, priorities[item]);
    }
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < priorities.length; i++) {
      taken.add(queue.take().take());
    }
    assertEquals(List.of(4, 2, 5, 0, 3, 6, 1), taken);
  }

  @ParameterizedTest
  @MethodSource("queues")
  void aTakeBlocksUntilAPut(Queue queue) throws InterruptedException {
    var taken = new AtomicReference<Object>();
    Thread taker = start(() -> taken.set(queue.take().take()), taken);
    await().until(() -> taker.getState() == Thread.State.WAITING);

    queue.put().put(42, 1);

    taker.join();
    assertEquals(42, taken.get());
  }

  @ParameterizedTest
  @MethodSource("queues")
  void anInterruptEndsATakeAndRemovesNothing(Queue queue) throws InterruptedException {
    var thrown = new AtomicReference<Object>();
    Thread taker = start(() -> queue.take().take(), thrown);
    await().until(() -> taker.getState() == Thread.State.WAITING);

    taker.interrupt();

    taker.join();
    assertTrue(thrown.get() instanceof InterruptedException);
    queue.put().put(1, 1);
    assertEquals(1, queue.take().take());
  }

  @ParameterizedTest
  @MethodSource("queues")
  void nothingIsLostOrGivenTwiceAmongMany(Queue queue) throws InterruptedException {
    int each = 2_000;
    var taken = new ConcurrentLinkedQueue<Integer>();
    var failure = new AtomicReference<Object>();
    List<Thread> threads = new ArrayList<>();
    for (int id = 0; id < 4; id++) {
      int first = id * each;
      threads.add(start(() -> putAll(queue, first, each), failure));
      threads.add(start(() -> takeAll(queue, each, taken), failure));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(IntStream.range(0, 4 * each).boxed().toList(), taken.stream().sorted().toList());
  }

  private static void putAll(Queue queue, int first, int count) {
    for (int item = first; item < first + count; item++) {
      queue.put().put(item, item % 5);
    }
  }

  private static void takeAll(Queue queue, int count, ConcurrentLinkedQueue<Integer> taken)
      throws InterruptedException {
    for (int i = 0; i < count; i++) {
      taken.add(queue.take().take());
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread start(Work work, AtomicReference<Object> thrown) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            work.run();
          } catch (InterruptedException e) {
            thrown.set(e);
          }
        });
  }
}
