package showcase.recipe.processmap;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import showcase.process.ResultStream;

/** The program of the first situation: reads x, and writes x to the power of x. */
final class PowerProcess {
  private PowerProcess() {}

  public static void main(String[] args) throws IOException {
    var input = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII);
    int x = Integer.parseInt(input.strip());
    var answer = BigInteger.valueOf(x).pow(x).toString();
    try (var out = ResultStream.open()) {
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
