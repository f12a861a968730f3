package showcase.fib;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import showcase.engine.Fib;

/** One connection of the load client: what it asks, and what has come of the answer. */
final class Asker {

  private static final int LONGEST_ANSWER = 1_000;
  private static final byte[] NOTHING = {};

  /** What a group of connections asks for. Shared, for one thread asks for each group. */
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

  // Written by whoever asks, read by the selector's thread.
  volatile long due;
  volatile boolean asked;

  // The selector's thread alone uses these.
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
   * @param due since when its answer is waited for, in {@link System#nanoTime}'s terms
   */
  void ask(long due) throws IOException {
    this.due = due;
    asked = true;
    channel.write(question.line().rewind()); // room is certain: one request is under way
  }

  /** Takes what has come, and returns whether the answer is complete. */
  boolean takeAnswer(ByteBuffer in) {
    int had = answer.length;
    answer = Arrays.copyOf(answer, had + in.remaining());
    in.get(answer, had, in.remaining());
    boolean ended = answer.length > 0 && answer[answer.length - 1] == '\n';
    return ended || answer.length > LONGEST_ANSWER;
  }

  /** The answer as far as it has come. */
  byte[] answer() {
    return answer;
  }

  boolean isRight() {
    return Arrays.equals(answer, question.answer());
  }

  /** Forgets the answer, before the next question. */
  void forget() {
    answer = NOTHING;
  }
}
