package showcase.recipe.processmap;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The program of the first situation: reads x, and writes x to the power of x. */
final class PowerProcess {
  private PowerProcess() {}

  public static void main(String[] args) throws IOException {
    var input = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII);
    int x = Integer.parseInt(input.strip());
    System.out.println(BigInteger.valueOf(x).pow(x));
  }
}
