package showcase.fib;

import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes virtual threads whose channels are ready: a virtual thread with a selector. The virtual
 * edition's one trick; blocking reads on virtual threads would do the same with less code.
 *
 * <p>Why not them: the JDK's own poller forgets a channel each time it has woken its reader, so each
 * request costs a read in vain, an {@code epoll_ctl} to be watched again, and then the read. Here
 * the channel stays watched and is read when there is something: fib(1) on 64 connections took
 * 9.5 µs of the server's CPU a request instead of 12.7 (Go 8.4), on 1,000 connections 10.0
 * instead of 13.9 (Go 9.5); see docs/fib-server.md.
 */
final class ReadyPoller implements AutoCloseable {

  // A carrier that finds work in one queue of the scheduler looks into no other, and a thread that
  // yields is always in its queue. So the poller parks for those whom others have woken: until they
  // have had their turns if it knows of them, though no longer than this; after this time in any
  // case, for it does not know of all; and at once if all that is ready has been woken before.
  private static final long FAIR_NANOS = 5_000_000;

  private final Carriers carriers;
  private final Selector selector;
  private final Thread thread;
  private final AtomicInteger others = new AtomicInteger(); // woken by others, and waiting
  private int woken; // since the last round
  private volatile boolean closed;

  /** Starts polling. */
  ReadyPoller(Carriers carriers) throws IOException {
    this.carriers = carriers;
    selector = Selector.open();
    thread = Thread.ofVirtual().name("fib-poller").start(this::run);
  }

  // Yielding after each poll lets the woken threads read first: what they have read is not reported
  // again, and the more there are, the fewer polls.
  private void run() {
    try (selector) {
      long rested = System.nanoTime();
      while (!closed) {
        carriers.aTurn();
        if (selector.selectNow(this::wake) > 0) {
          long start = System.nanoTime();
          boolean othersWait = others.get() > 0;
          if (!othersWait && woken > 0 && start - rested < FAIR_NANOS) {
            Thread.yield();
          } else {
            LockSupport.parkNanos(othersWait ? FAIR_NANOS : 1); // the length of 1 does not matter
            rested = System.nanoTime();
          }
          carriers.round(woken, System.nanoTime() - start);
          woken = 0;
        } else if (!closed) { // looked at again, for selectNow may have used up close's wake-up
          selector.select(this::wake);
          rested = System.nanoTime();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // epoll itself has failed
    }
  }

  private void wake(SelectionKey key) {
    if (((ParkingSession) key.attachment()).wake()) {
      woken++;
    }
  }

  /** Counts a session that somebody else has started or woken. It may have had its turn already. */
  void otherWoke() {
    others.incrementAndGet();
  }

  /** Counts the turn of such a session. */
  void otherHasItsTurn() {
    if (others.decrementAndGet() == 0) {
      LockSupport.unpark(thread);
    }
  }

  /** Watches a channel from now on, for its session to read. */
  SelectionKey register(SocketChannel channel, ParkingSession session) throws IOException {
    carriers.aTurn();
    SelectionKey key = channel.register(selector, OP_READ, session);
    selector.wakeup();
    return key;
  }

  /** Changes what a session wants to be woken for. */
  void watch(SelectionKey key, int operations) {
    try {
      key.interestOps(operations);
      selector.wakeup();
    } catch (CancelledKeyException e) {
      // the channel was closed: the session finds out when it uses it
    }
  }

  /** Has the selector let go of closed channels, for they keep their descriptors until then. */
  void forgetClosed() {
    selector.wakeup();
  }

  /** Ends the thread. No session may be left. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ends all the same
    }
  }
}
