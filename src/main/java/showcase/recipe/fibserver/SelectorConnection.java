package showcase.recipe.fibserver;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.stream.Collectors;

/** What a thread would keep on its stack: half a line, and answers not yet taken. */
final class SelectorConnection {
  private static final int LONGEST_LINE = 1024;

  private final SocketChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(LONGEST_LINE);
  private ByteBuffer answers;

  SelectorConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Does what the channel is ready for, and never waits. */
  void goOn(SelectionKey key) throws IOException {
    try {
      if (key.isReadable()) {
        if (channel.read(received) < 0) {
          channel.close(); // the client has left
          return;
        }
        answers = US_ASCII.encode(answers());
      }
      // A client that does not take its answers is not read any more until it does.
      channel.write(answers);
      key.interestOps(answers.hasRemaining() ? OP_WRITE : OP_READ);
    } catch (IOException e) {
      channel.close(); // the client broke off: no other connection minds
    }
  }

  private String answers() throws IOException {
    String text = US_ASCII.decode(received.flip()).toString();
    int end = text.lastIndexOf('\n') + 1;
    received.position(end).compact(); // the next read appends to half a line
    if (!received.hasRemaining()) {
      throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
    }
    return text.substring(0, end)
        .lines()
        .map(line -> FibAnswer.to(line) + "\n")
        .collect(Collectors.joining());
  }
}
