package showcase.recipe.processmap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The process for one item: reads {@code power x}, answers {@code ok} and x to the power
 * of x, and ends with its input. It speaks as {@code showcase.process.Worker} hears.
 */
final class PowerProcess {
  private PowerProcess() {}

  /** An x below 0 has no such power, and the process dies of it. */
  public static void main(String[] args) throws IOException {
    var input = new InputStreamReader(System.in, StandardCharsets.US_ASCII);
    var tasks = new BufferedReader(input);
    for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
      int x = Integer.parseInt(task.substring("power ".length()));
      System.out.println("ok " + BigInteger.valueOf(x).pow(x));
    }
  }
}
