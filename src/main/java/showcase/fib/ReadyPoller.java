package showcase.fib;

import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes virtual threads whose channels are ready. It is a virtual thread with a selector.
 *
 * <p>Blocking reads on virtual threads would do the same with less code. But the JDK's own poller
 * stops watching a channel each time it wakes the channel's reader. So each request costs a read
 * that finds nothing, an {@code epoll_ctl} call to watch the channel again, and then the actual
 * read. Here the channel stays watched, and is read only when there is something to read. fib(1) on
 * 64 connections took 9.5 µs of the server's CPU time per request instead of 12.7 (Go: 8.4), and on
 * 1,000 connections 10.0 instead of 13.9 (Go: 9.5); see docs/fib-server-notes.md.
 */
final class ReadyPoller implements AutoCloseable {

  // A carrier that finds work in its own queue does not look into other queues, and a thread that
  // yields goes back into that queue. So a poller that only yields would starve threads in other
  // queues, which other threads have started or woken. Instead, it sometimes parks:
  // - if it knows of such threads, until they have had their turns, but no longer than this time;
  // - after this time in any case, because it does not know of all of them;
  // - immediately, if all ready sessions have been woken before.
  private static final long FAIR_NANOS = 5_000_000;

  // It ends within microseconds, unless the system refuses the JVM a thread for it.
  private static final Duration END = Duration.ofSeconds(5);

  private final Carriers carriers;
  private final Service service;
  private final Selector selector;
  private final Thread thread;
  private final TurnCount others = new TurnCount();
  private int woken; // since the last round
  private long rested;
  private volatile boolean closed;

  /**
   * Starts polling. If it ends without having been closed, the service has failed: no session would
   * be woken any more.
   */
  ReadyPoller(Carriers carriers, Service service) throws IOException {
    this.carriers = carriers;
    this.service = service;
    selector = Selector.open();
    try {
      thread = Thread.ofVirtual().name("fib-poller").start(this::run);
    } catch (Throwable e) {
      selector.close();
      throw e;
    }
  }

  private void run() {
    var retries = new Retries(service.reserve());
    try (selector) {
      rested = System.nanoTime();
      while (!closed) {
        try {
          poll();
          retries.succeeded();
        } catch (OutOfMemoryError e) {
          retries.failed(e);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      service.failed().accept(e);
    }
  }

  // Yielding after each poll lets the woken threads read first. Then the next poll does not report
  // their channels again, and the more threads there are, the fewer polls are needed.
  private void poll() throws IOException {
    carriers.countTurn();
    if (selector.selectNow(this::wake) > 0) {
      long start = System.nanoTime();
      boolean othersWait = others.othersWait();
      if (!othersWait && woken > 0 && start - rested < FAIR_NANOS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(othersWait ? FAIR_NANOS : 1); // 1: any short time will do
        rested = System.nanoTime();
      }
      carriers.countRound(woken, System.nanoTime() - start);
      woken = 0;
    } else if (!closed) { // check again, because selectNow may have consumed close()'s wake-up
      selector.select(this::wake);
      rested = System.nanoTime();
    }
  }

  private void wake(SelectionKey key) {
    if (((ParkingSession) key.attachment()).wake()) {
      woken++;
    }
  }

  /**
   * Counts a session that another thread has started or woken; it may already have had its turn.
   */
  void otherWoke() {
    others.otherWoke();
  }

  /** Counts the turn of such a session. */
  void otherGotItsTurn() {
    if (others.otherGotItsTurn()) {
      LockSupport.unpark(thread);
    }
  }

  /** Called by the watch thread every 50 ms. */
  void tick() {
    others.tick();
  }

  /** Starts to watch a channel for its session to read. */
  SelectionKey register(SocketChannel channel, ParkingSession session) throws IOException {
    carriers.countTurn();
    SelectionKey key = channel.register(selector, OP_READ, session);
    selector.wakeup();
    return key;
  }

  /** Changes the operations for which a session is woken. */
  void watch(SelectionKey key, int operations) {
    try {
      key.interestOps(operations);
      selector.wakeup();
    } catch (CancelledKeyException e) {
      // the channel was closed: the session notices when it uses the channel
    }
  }

  /** Makes the selector release closed channels, which keep their descriptors until then. */
  void forgetClosed() {
    selector.wakeup();
  }

  /** Ends the thread. All sessions must have ended. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the poller ends anyway
    }
  }
}
