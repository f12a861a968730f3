package showcase.fib;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

final class ReadyPoller {
  final Selector selector;
  volatile boolean closed;
  ReadyPoller() throws IOException { selector = Selector.open(); }

  SelectionKey register(SocketChannel c, Thread t) throws IOException {
    var k = c.register(selector, SelectionKey.OP_READ, t);
    selector.wakeup();
    return k;
  }
  void want(SelectionKey k, int op) { k.interestOps(op); selector.wakeup(); }
  void wakeup() { selector.wakeup(); }

  void run() {
    try {
      while (!closed) {
        if (selector.selectNow(ReadyPoller::ready) > 0) {
          Thread.yield();
        } else {
          selector.select(ReadyPoller::ready);
        }
      }
      selector.close();
    } catch (IOException e) { e.printStackTrace(); }
  }
  static void ready(SelectionKey k) { LockSupport.unpark((Thread) k.attachment()); }
}
