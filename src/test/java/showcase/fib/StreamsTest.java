package showcase.fib;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import showcase.engine.Fib;

/** Compares the answers to random byte streams with an oracle that sees each stream as a whole. */
class StreamsTest {
  private static final int STREAMS = 2_000;
  private static final int MAX_LINE = 64;
  private static final BigInteger MAX_N = BigInteger.valueOf(45);

  @ParameterizedTest
  @EnumSource
  void everyStreamGetsTheOraclesAnswers(FibServer.Edition edition) throws IOException {
    try (var server = Servers.start(edition, Workers.Kind.PLATFORM, new TestLimits())) {
      for (int seed = 0; seed < STREAMS; seed++) {
        var random = new Random(seed);
        String stream = stream(random);
        assertEquals(oracle(stream), exchange(server.port(), stream, random), "seed " + seed);
      }
    }
  }

  private static String exchange(int port, String stream, Random random) throws IOException {
    try (var client = new Client(port)) {
      byte[] bytes = stream.getBytes(ISO_8859_1);
      OutputStream out = client.socket.getOutputStream();
      int most = random.nextBoolean() ? 4 : 1 + bytes.length; // lines are split, or joined
      for (int from = 0; from < bytes.length; ) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(most));
        out.write(bytes, from, to - from);
        from = to;
      }
      client.socket.shutdownOutput();
      return new String(client.socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String stream(Random random) {
    var stream = new StringBuilder();
    int lines = random.nextInt(30);
    for (int i = 0; i < lines; i++) {
      stream.append(line(random)).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
    }
    if (random.nextBoolean()) {
      stream.append(line(random)); // without a line feed
    }
    return stream.toString();
  }

  private static String line(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> "";
      case 1 -> "-" + random.nextInt(50);
      case 2 -> Integer.toString(random.nextInt(Integer.MAX_VALUE));
      case 3 -> "0".repeat(random.nextInt(40)) + random.nextInt(24);
      case 4 -> "9".repeat(1 + random.nextInt(MAX_LINE));
      case 5 -> random.nextInt(20) + "\r" + random.nextInt(20);
      case 6 -> binary(random, 1 + random.nextInt(20));
      case 7 -> random.nextInt(20) + " ";
      case 8 -> "\r".repeat(1 + random.nextInt(3));
      case 9 -> random.nextInt(6) > 0 ? "-" : "7".repeat(MAX_LINE - 2 + random.nextInt(5));
      case 10 -> Integer.toString(21 + random.nextInt(5)); // for the workers
      default -> Integer.toString(random.nextInt(22));
    };
  }

  private static String binary(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private static String oracle(String stream) {
    var answers = new StringBuilder();
    String[] lines = stream.split("\n", -1);
    for (String line : lines) {
      if (line.length() > MAX_LINE) {
        return answers.append("error: line longer than 64 bytes\n").toString();
      }
      answers.append(answer(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
    }
    // What follows the last line feed is not a request, so its answer is removed again.
    String last = lines[lines.length - 1];
    String stripped = last.endsWith("\r") ? last.substring(0, last.length() - 1) : last;
    return answers.substring(0, answers.length() - answer(stripped).length());
  }

  private static String answer(String line) {
    if (line.isEmpty()) {
      return "error: empty line\n";
    }
    if (!line.matches("(?s)-?[0-9]+")) {
      return "error: not a number\n";
    }
    var n = new BigInteger(line);
    return n.signum() > 0 && n.compareTo(MAX_N) <= 0
        ? Fib.byAddition(n.intValue()) + "\n"
        : "error: n must be from 1 to 45\n";
  }
}
