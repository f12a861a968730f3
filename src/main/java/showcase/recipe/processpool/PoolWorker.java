package showcase.recipe.processpool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import showcase.engine.Fib;
import showcase.process.WorkerLoop;

/**
 * The main class of a worker that reports to a {@link Gate} which task it holds, and does what the
 * gate orders.
 */
final class PoolWorker implements WorkerLoop.Tasks {
  private final int gate;

  private PoolWorker(int gate) {
    this.gate = gate;
  }

  /**
   * Serves until standard input ends.
   *
   * @param args the gate's port on loopback
   */
  public static void main(String[] args) throws Exception {
    WorkerLoop.serve(new PoolWorker(Integer.parseInt(args[0])));
  }

  @Override
  public String answer(String task) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gate)) {
      String visit = task.concat(" ").concat(Long.toString(ProcessHandle.current().pid()));
      socket.getOutputStream().write(visit.concat("\n").getBytes(US_ASCII));
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String order = in.readLine(); // null if the gate is closed
      String answer = answer(task, order);
      socket.shutdownOutput(); // reports that the task is done
      in.readLine(); // the gate has noted it, and closes: only now may the worker get another task
      return answer;
    }
  }

  private static String answer(String task, String order) {
    if (Gate.COMPUTE.equals(order)) {
      return "ok ".concat(Long.toString(Fib.of(Integer.parseInt(task.substring(4)))));
    }
    return Gate.REFUSE.equals(order) ? "error refused" : "Segmentation fault?";
  }
}
