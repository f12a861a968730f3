package showcase.fib;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import showcase.engine.Fib;

/**
 * The protocol of one connection: decimal lines in, decimal lines out, in order.
 *
 * <p>It accepts bytes as they arrive, whether lines are split or several come at once. It keeps the
 * number read so far instead of the bytes, so an idle connection needs no buffer for an incomplete
 * line. It does no I/O, so blocking and non-blocking editions can share it. Confined to the thread
 * that serves the connection.
 */
final class Protocol {

  /** Returned by {@link #advance} instead of an n: all input has been consumed. */
  static final int MORE = 0;

  /** Returned by {@link #advance}: the answers must be sent to make room for another. */
  static final int FULL = -1;

  /** Returned by {@link #advance}: the last answer is written; the connection must be closed. */
  static final int END = -2;

  /** Large enough for any answer; the longest one is an error line. */
  private static final int ANSWER_BYTES = 80;

  // Larger than any limit. Numbers stop growing here, so they cannot overflow.
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
   * Reads requests, and writes the answers to those that are computed here.
   *
   * @return the n of a request for the workers, whose answer the caller must write before it
   *     continues; or {@link #MORE}, {@link #FULL} or {@link #END}
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

  /** Returns whether a line has begun but not ended. */
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
    garbage |= carriageReturn; // a carriage return may only precede the line feed
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
