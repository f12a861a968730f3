package showcase.fib;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import showcase.engine.Fib;

/**
 * One connection's side of the protocol: decimal lines in, decimal lines out, in order.
 *
 * <p>It takes bytes as they come, cut or glued, and keeps the number so far instead of the bytes: an
 * idle connection needs no buffer for half a line. It does no I/O, so that blocking and non-blocking
 * editions share it. Confined to the thread that serves the connection.
 */
final class Protocol {

  /** What {@link #advance} returns instead of an n: all input is used up. */
  static final int MORE = 0;

  /** The same: the answers have to be sent before there is room for another. */
  static final int FULL = -1;

  /** The same: the last answer is written, and the connection has to be closed. */
  static final int END = -2;

  /** Room for every answer: the longest is an error line. */
  private static final int ANSWER_BYTES = 80;

  // Above every limit: a number stops growing here instead of overflowing.
  private static final int HUGE = 1_000_000;

  private final Limits limits;
  private final Metrics metrics;
  private int length;
  private int number;
  private boolean digits;
  private boolean negative;
  private boolean carriageReturn;
  private boolean garbage;

  Protocol(Limits limits, Metrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
  }

  /**
   * Reads requests and writes the answers of those that are computed here.
   *
   * @return the n of a request for the workers, whose answer the caller has to write before it
   *     goes on, or {@link #MORE}, {@link #FULL} or {@link #END}
   */
  int advance(ByteBuffer in, ByteBuffer out) {
    while (in.hasRemaining()) {
      if (out.remaining() < ANSWER_BYTES) {
        return FULL;
      }
      byte b = in.get();
      if (b != '\n') {
        take(b);
        if (length > limits.maxLine()) {
          refuse(Refusal.LINE_TOO_LONG, out);
          return END;
        }
      } else {
        int n = endLine(out);
        if (n > 0) {
          return n;
        }
      }
    }
    return MORE;
  }

  /** Returns whether a line has begun and not ended. */
  boolean midLine() {
    return length > 0;
  }

  /** Writes a result. */
  void answer(long fib, ByteBuffer out) {
    metrics.answered();
    out.put(Long.toString(fib).getBytes(US_ASCII)).put((byte) '\n');
  }

  /** Writes an error line. */
  void refuse(Refusal refusal, ByteBuffer out) {
    metrics.refused(refusal);
    out.put(refusal.line(limits).getBytes(US_ASCII)).put((byte) '\n');
  }

  private void take(byte b) {
    garbage |= carriageReturn; // it may only stand before the line feed
    if (b >= '0' && b <= '9') {
      number = Math.min(HUGE, number * 10 + b - '0');
      digits = true;
    } else if (b == '-' && length == 0) {
      negative = true;
    } else if (b == '\r') {
      carriageReturn = true;
    } else {
      garbage = true;
    }
    length++;
  }

  private int endLine(ByteBuffer out) {
    int n = number;
    boolean empty = length == (carriageReturn ? 1 : 0);
    boolean numeric = digits && !garbage;
    boolean inRange = !negative && n >= 1 && n <= limits.maxN();
    length = number = 0;
    digits = negative = carriageReturn = garbage = false;

    if (empty) {
      refuse(Refusal.EMPTY_LINE, out);
    } else if (!numeric) {
      refuse(Refusal.NOT_A_NUMBER, out);
    } else if (!inRange) {
      refuse(Refusal.OUT_OF_RANGE, out);
    } else if (n > limits.inlineN()) {
      return n;
    } else {
      answer(Fib.of(n), out);
    }
    return MORE;
  }
}
