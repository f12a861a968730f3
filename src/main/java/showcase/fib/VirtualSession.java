package showcase.fib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A blocking session on a virtual thread, which does not keep its carrier from other sessions. */
final class VirtualSession extends BlockingSession {

  private final Turns turns;

  // The last read filled the buffer, so the next one probably finds more and does not block. The
  // operating system time-slices threads that never block; the scheduler of virtual threads does
  // not. So the session parks before such a read. If it only yielded, it would go back into its
  // carrier's own queue.
  private boolean moreIsThere;

  VirtualSession(SocketChannel channel, Service service, Consumer<Session> whenEnded, Turns turns) {
    super(channel, service, whenEnded);
    this.turns = turns;
  }

  @Override
  ByteBuffer receive() throws IOException {
    turns.letOthersGoFirst();
    if (moreIsThere) {
      LockSupport.parkNanos(1); // any short time will do
    }
    ByteBuffer in = super.receive();
    moreIsThere = in != null && in.remaining() == IN_BYTES;
    return in;
  }

  @Override
  void computed() {
    turns.otherWoke();
  }

  @Override
  void gotItsTurn() {
    turns.otherGotItsTurn();
  }
}
