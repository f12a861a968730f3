package showcase.recipe.processpool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import showcase.catalogue.Actor;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;
import showcase.process.JavaCommand;
import showcase.process.ProcessTree;

/** Sees which worker process holds which task, and decides what the worker does with it. */
final class Gate implements AutoCloseable {
  static final String COMPUTE = "compute";
  static final String REFUSE = "refuse";
  static final String WRITE_GARBAGE = "garbage";

  /** Tasks of this number are not held at the gate: they only show that a worker has started. */
  static final int WARM_UP = 1;

  /** A worker that holds a task. */
  record Visit(int n, ProcessHandle process) {}

  /** What a worker is to do. */
  interface Rule {
    /**
     * Decides what a worker does with its task.
     *
     * @param attempt how many workers have held this number so far, this one included
     * @return an order; the worker answers any other word with garbage
     */
    String order(Visit visit, int attempt) throws InterruptedException;
  }

  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Stage stage;
  private final Occupancy holding;
  private final Rule rule;
  private final Queue<Actor<Void>> actors = new ConcurrentLinkedQueue<>();
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();

  /**
   * @param together how many workers must hold a task at the same time before the first may go on
   */
  Gate(int together, Stage stage, Rule rule) throws IOException {
    this.stage = stage;
    this.rule = rule;
    holding = new Occupancy(together, stage);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    stage.actor("gate", this::acceptAll);
  }

  /** The command line of workers that report to this gate. */
  JavaCommand command() {
    String port = Integer.toString(listener.socket().getLocalPort());
    return JavaCommand.of(PoolWorker.class.getName()).withArguments(List.of(port));
  }

  private Void acceptAll() throws IOException {
    while (true) { // until the listener is closed
      SocketChannel worker = listener.accept();
      actors.add(stage.actor("visit", () -> receive(worker)));
    }
  }

  private Void receive(SocketChannel worker) throws IOException, InterruptedException {
    try (worker) {
      var in = new InputStreamReader(worker.socket().getInputStream(), US_ASCII);
      var lines = new BufferedReader(in);
      String[] words = lines.readLine().split(" ");
      var process = ProcessHandle.of(Long.parseLong(words[2])).orElseThrow();
      var visit = new Visit(Integer.parseInt(words[1]), process);
      if (visit.n() == WARM_UP) {
        worker.socket().getOutputStream().write((COMPUTE + "\n").getBytes(US_ASCII));
        return null;
      }
      visits.add(visit);
      int attempt = (int) visits.stream().filter(other -> other.n() == visit.n()).count();
      Stage.Doing having = stage.does("worker " + process.pid(), "holds fib(" + visit.n() + ")");
      try {
        holding.enter();
        String order = rule.order(visit, attempt) + "\n";
        worker.socket().getOutputStream().write(order.getBytes(US_ASCII));
        lines.readLine(); // the end: it has done the task, or is dead
      } finally {
        having.end();
        holding.leave(); // before the connection is closed, which the worker waits for
      }
      return null;
    }
  }

  /** The processes that have held a task of this number, in order. */
  List<ProcessHandle> holders(int n) {
    return visits.stream().filter(visit -> visit.n() == n).map(Visit::process).toList();
  }

  /** How many of the processes that have held a task are alive. */
  int alive() {
    return (int)
        visits.stream()
            .map(Visit::process)
            .distinct()
            .filter(process -> !ProcessTree.hasEnded(process))
            .count();
  }

  /** The most workers that held a task at once. */
  int peak() {
    return holding.peak();
  }

  /** Ends the visits that still wait, and with them their connections. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Actor<Void> actor : actors) {
      actor.interrupt();
    }
    try {
      for (Actor<Void> actor : actors) {
        actor.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stage waits for them, too
    }
  }
}
