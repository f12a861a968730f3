package showcase.recipe.producerconsumer;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import showcase.catalogue.Actor;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;
import showcase.recipe.producerconsumer.Handover.Consumer;
import showcase.recipe.producerconsumer.Handover.Producer;

/** Hands work from those threads that find it to those that do it. */
public final class ProducerConsumerRecipe {
  static final Parameter PRODUCERS = new Parameter("producers", 3, 1, 100, "threads that put");
  static final Parameter CONSUMERS = new Parameter("consumers", 2, 1, 100, "threads that take");
  static final Parameter CAPACITY =
      new Parameter("capacity", 2, 1, 10_000, "the most items that the buffer holds");
  static final Parameter TASKS = new Parameter("tasks", 4, 1, 1_000, "tasks that compute fib(n)");
  static final Parameter N = new Parameter("n", 35, 1, 45, "the n of fib(n)");

  /** Enough items that a thread that wakes up too late is noticed. */
  private static final int MANY_ITEMS = 500;

  private static final String RETURNED = "returned";

  public static final Recipe<Handover> RECIPE =
      Recipe.<Handover>recipe(
              4,
              "producer-consumer",
              "Hand work from producers to consumers",
              "Consumer and Producer",
              Handover.class)
          .topic(Topic.QUEUES)
          .problem(
              """
              Some threads produce items, others consume them. A buffer with a bound lies between
              them: a producer that is too fast waits for room, a consumer that is too fast waits
              for an item. After the last item, each consumer is told once to stop. When one of them
              fails, none of the others waits for ever.
              """)
          .python("an unbounded Queue, a producer that puts (fib, 35), a consumer that computes it")
          .parameters(PRODUCERS, CONSUMERS, CAPACITY, TASKS, N)
          .witnesses("Ledger.java")
          .classic(() -> new ProducerConsumerClassic(), "BoundedBuffer.java")
          .modern(() -> new ProducerConsumerModern())
          .situations(ProducerConsumerRecipe::situations)
          .timed(
              "100 items from 3 producers to 2 consumers, 2 at a time",
              edition -> {
                var sum = new AtomicInteger();
                Producer<Integer> producer =
                    buffer -> {
                      for (int i = 0; i < 100; i++) {
                        buffer.put(i);
                      }
                    };
                Consumer<Integer> consumer = sum::addAndGet;
                edition.run(Collections.nCopies(3, producer), Collections.nCopies(2, consumer), 2);
                return sum;
              })
          .from21to25(
              """
              join itself reports the first failure, unchecked, so the methods no longer declare
              ExecutionException.
              """)
          .from25to27(
              """
              Both methods declare ExecutionException again: in 27, what join throws is a checked
              exception.
              """)
          .whatChanges(
              """
              ArrayBlockingQueue replaces the lock and its two conditions. The scope owns the
              threads: the first failure interrupts all others, without a list of what to wait for.
              A second scope inside it holds the producers: when its join returns, everything
              has been put.
              """)
          .keepTheClassicWhen(
              """
              The buffer has rules that no queue of the JDK has: it drops the oldest item when it is
              full, say. Or the consumers only compute: then as many platform threads as there are
              processors are enough.
              """)
          .watchOutFor(
              """
              A queue without a bound hides that the consumers are too slow, until the memory is
              full. One end marker for several consumers stops only one of them. And a failure that
              passes through two scopes is wrapped twice: what the producer threw is the cause of the
              cause.
              """)
          .seeAlso("priority-queue", "thread-pool", "monitor")
          .build();

  private ProducerConsumerRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Handover, ?>> situations() {
    return List.of(
        situation("one producer, one consumer: the items are tasks", ProducerConsumerRecipe::scene)
            .claim(
                "each task is run once",
                (in, results) ->
                    equal(Collections.nCopies(in.get(TASKS), Fib.byAddition(in.get(N))), results)),
        situation("the consumers are slow", ProducerConsumerRecipe::slowConsumers)
            .claim(
                "the buffer fills up, and holds no item too many",
                (in, seen) -> equal(in.get(CAPACITY) + in.get(CONSUMERS), seen.putWhileHeld())),
        situation("several of each", ProducerConsumerRecipe::several)
            .claim(
                "no item is lost, and none is consumed twice",
                (in, seen) -> equal(seen.expected(), seen.consumed()))
            .claim(
                "a consumer gets the items of one producer in their order",
                (in, seen) -> that(seen.inOrder(), seen.expected().size() + " items"))
            .claim(
                "the buffer never holds more than its capacity",
                (in, seen) ->
                    that(
                        seen.peak() <= in.get(CAPACITY) + in.get(CONSUMERS),
                        "at most " + seen.peak() + " put and not yet consumed")),
        situation("fewer items than consumers, or none", ProducerConsumerRecipe::few)
            .claim(
                "every consumer learns of the end, and the call returns",
                (in, ends) -> equal(Collections.nCopies(3, RETURNED), ends)),
        situation("a consumer fails", ProducerConsumerRecipe::aConsumerFails)
            .claim(
                "no producer and no other consumer goes on or stays blocked",
                (in, seen) -> inAll(ended(seen), seen))
            .claim(
                "the caller gets that failure: checked, unchecked or Error",
                (in, seen) -> inAll(told(seen), seen))
            .shows("the caller", (in, seen) -> seen.getFirst().caller),
        situation("a producer fails", ProducerConsumerRecipe::aProducerFails)
            .claim(
                "no consumer and no other producer goes on or stays blocked",
                (in, seen) -> inAll(ended(seen), seen))
            .claim(
                "the caller gets the failure: checked, unchecked or Error",
                (in, seen) -> inAll(told(seen), seen))
            .shows("the caller", (in, seen) -> seen.getFirst().caller),
        situation(
                "a consumer fails, and the caller is interrupted as it ends the others",
                ProducerConsumerRecipe::failureAndInterrupt)
            .claim(
                "the interrupt is kept, or thrown",
                (in, seen) ->
                    that(
                        seen.kept.get() || seen.caller.threw(InterruptedException.class),
                        seen.caller + (seen.kept.get() ? ", still interrupted" : "")))
            .claim(
                "the others have ended when the call does",
                (in, seen) -> equal(0, seen.goOn.get())),
        interruptedBefore(ProducerConsumerRecipe::consumersWait),
        interruptedWhile("the buffer is full", 1, ProducerConsumerRecipe::consumersWait),
        interruptedWhile("the buffer is empty", 1, ProducerConsumerRecipe::producersWait),
        interruptedWhile("a consumer computes", 1, ProducerConsumerRecipe::consumersCompute),
        interruptedAtTheEnd(ProducerConsumerRecipe::consumersEnd));
  }

  /** What the cheat sheet puts on its queue: a function, and what to call it with. */
  private record Task(LongUnaryOperator function, int argument) {
    long run() {
      return function.applyAsLong(argument);
    }
  }

  /** The cheat sheet's scene. */
  private static List<Long> scene(Handover edition, Stage stage) throws Exception {
    Queue<Long> results = new ConcurrentLinkedQueue<>();
    Producer<Task> producer =
        buffer -> {
          for (int i = 0; i < stage.get(TASKS); i++) {
            var task = new Task(n -> Fib.of((int) n), stage.get(N));
            Stage.Doing putting = stage.does("producer", "puts");
            try {
              buffer.put(task);
            } finally {
              putting.end();
            }
            stage.say("producer", "puts (fib, %d)".formatted(stage.get(N)));
          }
        };
    Consumer<Task> consumer =
        task -> {
          long result = stage.does("consumer", "computes", task::run);
          results.add(result);
          stage.say("consumer", "computes " + result);
        };
    edition.run(List.of(producer), List.of(consumer), stage.get(CAPACITY));
    return List.copyOf(results);
  }

  /** Each consumer holds its first item until no more can be put. */
  private static Ledger slowConsumers(Handover edition, Stage stage) throws Exception {
    int full = stage.get(CAPACITY) + stage.get(CONSUMERS);
    var ledger = new Ledger(full, stage);
    return ledger
        .producers(stage.get(PRODUCERS), full + 1)
        .consumers(stage.get(CONSUMERS), item -> ledger.holdUntilFull())
        .handOver(edition, stage.get(CAPACITY));
  }

  private static Ledger several(Handover edition, Stage stage) throws Exception {
    return new Ledger(0, stage)
        .producers(stage.get(PRODUCERS), MANY_ITEMS)
        .consumers(stage.get(CONSUMERS), item -> {})
        .handOver(edition, stage.get(CAPACITY));
  }

  private static List<String> few(Handover edition, Stage stage) throws InterruptedException {
    Producer<Integer> one = buffer -> buffer.put(1);
    Producer<Integer> none = buffer -> {};
    Consumer<Integer> consumer = item -> {};
    List<Consumer<Integer>> three = Collections.nCopies(3, consumer);
    List<String> ends = new ArrayList<>();
    for (List<Producer<Integer>> producers :
        List.of(List.of(one), List.of(none, none), List.<Producer<Integer>>of())) {
      ends.add(stage.actor("caller", () -> handOver(edition, producers, three)).end().toString());
    }
    return ends;
  }

  private static Void handOver(
      Handover edition, List<Producer<Integer>> producers, List<Consumer<Integer>> consumers)
      throws InterruptedException, ExecutionException {
    edition.run(producers, consumers, 1);
    return null;
  }

  /**
   * What became of a failure.
   *
   * @param caller what became of the call
   * @param told whether the caller got that failure, among the causes
   * @param goOn how many of the others had not been interrupted when the call ended
   */
  private record Failure(Outcome<Void> caller, boolean told, int goOn) {}

  private static Evidence inAll(int fine, List<Failure> failures) {
    return that(fine == failures.size(), "in %d of %d cases".formatted(fine, failures.size()));
  }

  private static int told(List<Failure> failures) {
    return (int) failures.stream().filter(failure -> failure.told).count();
  }

  private static int ended(List<Failure> failures) {
    return (int) failures.stream().filter(failure -> failure.goOn == 0).count();
  }

  private static List<Failure> aConsumerFails(Handover edition, Stage stage)
      throws InterruptedException {
    return failures(edition, stage, false);
  }

  private static List<Failure> aProducerFails(Handover edition, Stage stage)
      throws InterruptedException {
    return failures(edition, stage, true);
  }

  /** One fails when the others are at work, or wait. */
  private static List<Failure> failures(Handover edition, Stage stage, boolean producerFails)
      throws InterruptedException {
    List<Failure> seen = new ArrayList<>();
    for (Throwable failure :
        List.of(new IOException("disk"), new IllegalStateException("state"), new Error("worse"))) {
      seen.add(failure(edition, stage, producerFails, failure));
    }
    return seen;
  }

  private static Failure failure(
      Handover edition, Stage stage, boolean producerFails, Throwable failure)
      throws InterruptedException {
    var others = new AtomicInteger(2);
    var atWork = new CountDownLatch(2);
    Producer<Integer> producer =
        buffer -> {
          try {
            atWork.countDown();
            for (int i = 0; true; i++) {
              buffer.put(i); // until it is interrupted
            }
          } finally {
            others.decrementAndGet();
          }
        };
    Consumer<Integer> consumer =
        item -> {
          atWork.countDown();
          try {
            new CountDownLatch(1).await(); // until it is interrupted
          } finally {
            TimeUnit.MILLISECONDS.sleep(20); // the call has to wait for this
            others.decrementAndGet();
          }
        };
    List<Producer<Integer>> producers = new ArrayList<>(List.of(producer));
    List<Consumer<Integer>> consumers = new ArrayList<>(List.of(consumer));
    if (producerFails) {
      producers.add(buffer -> failWhen(atWork, failure));
    } else {
      consumers.add(item -> failWhen(atWork, failure));
    }
    Outcome<Void> caller =
        stage.actor("caller", () -> handOver(edition, producers, consumers)).end();
    int goOn = others.get();
    boolean told =
        caller instanceof Outcome.Threw<Void>(Throwable thrown)
            && Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause == failure);
    return new Failure(caller, told, goOn);
  }

  /**
   * A failure and an interrupt.
   *
   * @param kept whether the caller was still interrupted when the call had ended
   * @param goOn how many of the others still ran then
   */
  private record Both(Outcome<Void> caller, AtomicBoolean kept, AtomicInteger goOn) {}

  /** The consumer beside the one that fails needs a moment to end; the interrupt comes then. */
  private static Both failureAndInterrupt(Handover edition, Stage stage)
      throws InterruptedException {
    var atWork = new CountDownLatch(1);
    var ending = new CountDownLatch(1);
    var sent = new AtomicBoolean();
    var others = new AtomicInteger(1);
    var kept = new AtomicBoolean();
    var goOn = new AtomicInteger();
    Producer<Integer> producer =
        buffer -> {
          buffer.put(1);
          buffer.put(2);
        };
    Consumer<Integer> slow =
        item -> {
          atWork.countDown();
          try {
            new CountDownLatch(1).await(); // until it is interrupted
          } finally {
            ending.countDown();
            await(sent, stage);
            others.decrementAndGet();
          }
        };
    Consumer<Integer> failing = item -> failWhen(atWork, new IOException("disk"));
    Actor<Void> caller =
        stage.actor(
            "caller",
            () -> {
              try {
                return handOver(edition, List.of(producer), List.of(slow, failing));
              } finally {
                goOn.set(others.get());
                kept.set(Thread.currentThread().isInterrupted());
              }
            });
    ending.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    caller.interrupt();
    TimeUnit.MILLISECONDS.sleep(20); // the interrupt reaches its wait before the others' end does
    sent.set(true);
    return new Both(caller.end(), kept, goOn);
  }

  /** An interrupt must neither end this wait nor get lost in it. */
  private static void await(AtomicBoolean flag, Stage stage) {
    long end = System.nanoTime() + stage.patience().toNanos();
    while (!flag.get() && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static void failWhen(CountDownLatch atWork, Throwable failure) throws Exception {
    atWork.await();
    switch (failure) {
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  private static void consumersWait(Handover edition, Interruption caller) throws Exception {
    consume(edition, item -> caller.await());
  }

  private static void consumersCompute(Handover edition, Interruption caller) throws Exception {
    consume(edition, item -> caller.compute());
  }

  /** Two producers with more items than the buffer can hold. */
  private static void consume(Handover edition, Consumer<Integer> consumer) throws Exception {
    Producer<Integer> producer =
        buffer -> {
          for (int i = 0; i < 3; i++) {
            buffer.put(i);
          }
        };
    edition.run(List.of(producer, producer), List.of(consumer), 1);
  }

  /** Two consumers that wait for a producer. */
  private static void producersWait(Handover edition, Interruption caller) throws Exception {
    Producer<Integer> producer = buffer -> caller.await();
    Consumer<Integer> consumer = item -> {};
    edition.run(List.of(producer), List.of(consumer, consumer), 1);
  }

  private static void consumersEnd(Handover edition, Interruption caller) throws Exception {
    Producer<Integer> producer = buffer -> buffer.put(1);
    Consumer<Integer> consumer = item -> caller.end();
    edition.run(List.of(producer), List.of(consumer), 1);
  }
}
