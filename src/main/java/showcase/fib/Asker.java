package showcase.fib;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import showcase.engine.Fib;

/** One connection of the load client: its question, and the part of the answer received so far. */
final class Asker {

  private static final int LONGEST_ANSWER = 1_000;
  private static final byte[] NOTHING = {};

  /** What a group of connections asks for. They share it, because one thread sends it for all. */
  record Question(int n, ByteBuffer line, byte[] answer) {
    static Question of(int n) {
      byte[] line = (n + "\n").getBytes(US_ASCII);
      byte[] answer = (Fib.byAddition(n) + "\n").getBytes(US_ASCII);
      return new Question(n, ByteBuffer.allocateDirect(line.length).put(line), answer);
    }
  }

  final SocketChannel channel;
  final boolean active;
  final boolean hog;
  final Question question;

  // Written by the thread that asks, read by the selector's thread.
  volatile long due;
  volatile boolean asked;

  // Used only by the selector's thread.
  boolean served;
  private byte[] answer = NOTHING;

  Asker(SocketChannel channel, boolean active, boolean hog, Question question) {
    this.channel = channel;
    this.active = active;
    this.hog = hog;
    this.question = question;
  }

  /**
   * Sends the question.
   *
   * @param due the time from which the latency counts, as a value of {@link System#nanoTime}
   */
  void ask(long due) throws IOException {
    this.due = due;
    asked = true;
    channel.write(question.line().rewind()); // there is always room for a single request
  }

  /** Appends the bytes received, and returns whether the answer is complete. */
  boolean takeAnswer(ByteBuffer in) {
    int had = answer.length;
    answer = Arrays.copyOf(answer, had + in.remaining());
    in.get(answer, had, in.remaining());
    boolean ended = answer.length > 0 && answer[answer.length - 1] == '\n';
    return ended || answer.length > LONGEST_ANSWER;
  }

  /** Returns the part of the answer received so far. */
  byte[] answer() {
    return answer;
  }

  boolean isRight() {
    return Arrays.equals(answer, question.answer());
  }

  /** Clears the answer before the next question. */
  void forget() {
    answer = NOTHING;
  }
}
