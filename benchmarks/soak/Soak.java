import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mixed load for a fib server: honest, malformed, slow, half-closing, vanishing and greedy clients,
 * while its worker processes are killed now and then. Run by fib-server-soak.sh, which also compares
 * the server before and after.
 *
 * <p>Each client checks each of its answers. An answer is wrong if it differs from what the protocol
 * says, and lost if it does not come within 40 s or comes as an error that the request does not
 * deserve. The server's defaults must be in use.
 */
final class Soak {

  private static final int PATIENCE_MILLIS = 40_000;
  private static final String NOT_A_NUMBER = "error: not a number";
  private static final String OUT_OF_RANGE = "error: n must be from 1 to 45";

  private final int port;
  private final long pid;
  private final long end;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private volatile boolean failed;

  private Soak(int port, long pid, Duration time) {
    this.port = port;
    this.pid = pid;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** A client's behaviour: one visit, from connecting to leaving. */
  private interface Visit {
    void run(Random random) throws IOException, InterruptedException;
  }

  /** The server did not answer as it must. */
  private static final class Fault extends IOException {
    final String kind;

    Fault(String kind, String message) {
      super(message);
      this.kind = kind;
    }
  }

  /**
   * Loads a server and prints what happened.
   *
   * @param args the server's port and process id, and the seconds to run
   */
  public static void main(String[] args) throws InterruptedException {
    var time = Duration.ofSeconds(Long.parseLong(args[2]));
    var soak = new Soak(Integer.parseInt(args[0]), Long.parseLong(args[1]), time);
    soak.run();
    System.exit(soak.failed ? 1 : 0);
  }

  private void run() throws InterruptedException {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var kinds = new TreeMap<String, Visit>();
      kinds.put("honest", this::honest);
      kinds.put("malformed", this::malformed);
      kinds.put("slow", this::slow);
      kinds.put("half-closing", this::halfClosing);
      kinds.put("vanishing", this::vanishing);
      kinds.put("greedy", this::greedy);
      kinds.forEach((kind, visit) -> {
        count(kind); // so that a kind that does nothing is seen, too
        for (int i = 0; i < (kind.equals("honest") ? 16 : 4); i++) {
          long seed = i;
          clients.submit(() -> repeat(kind, visit, new Random(seed)));
        }
      });
      clients.submit(this::killWorkers);
      while (System.nanoTime() - end < 0) {
        Thread.sleep(Math.min(10_000, 1 + Math.max(0, (end - System.nanoTime()) / 1_000_000)));
        System.err.println("soak: " + summary());
      }
    }
    System.out.println(summary());
  }

  private String summary() {
    return "wrong %d, lost %d, %s"
        .formatted(countOf("wrong").get(), countOf("lost").get(), new TreeMap<>(counts));
  }

  private void repeat(String kind, Visit visit, Random random) {
    while (System.nanoTime() - end < 0) {
      try {
        visit.run(random);
        count(kind);
      } catch (Fault e) {
        fail(e.kind, kind + ": " + e.getMessage());
      } catch (IOException e) {
        fail("lost", kind + ": " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void fail(String what, String message) {
    failed = true;
    if (countOf(what).incrementAndGet() <= 20) {
      System.err.println("soak: " + what + ": " + message);
    }
  }

  private AtomicLong countOf(String name) {
    return counts.computeIfAbsent(name, any -> new AtomicLong());
  }

  private void count(String name) {
    countOf(name).incrementAndGet();
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  private void expect(String expected, String answer) throws Fault {
    if (expected.equals(answer)) {
      count("answers");
    } else if (answer == null) {
      throw new Fault("lost", "no answer instead of " + expected);
    } else if (answer.startsWith("error: ") && !expected.startsWith("error: ")) {
      throw new Fault("lost", answer + " instead of " + expected);
    } else {
      throw new Fault("wrong", answer + " instead of " + expected);
    }
  }

  private static String fib(int n) {
    long a = 0;
    long b = 1;
    for (int i = 0; i < n; i++) {
      long next = a + b;
      a = b;
      b = next;
    }
    return Long.toString(a);
  }

  // Mostly small, sometimes for the workers, rarely long.
  private static int someN(Random random) {
    return switch (random.nextInt(100)) {
      case 0 -> 36;
      case 1, 2, 3 -> 21 + random.nextInt(10);
      default -> 1 + random.nextInt(20);
    };
  }

  private void honest(Random random) throws IOException {
    try (Socket socket = connect()) {
      BufferedReader lines = lines(socket);
      for (int batch = 0; batch < 50 && System.nanoTime() - end < 0; batch++) {
        List<Integer> numbers = new ArrayList<>();
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
          numbers.add(someN(random));
          text.append(numbers.getLast()).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        send(socket, text.toString());
        for (int n : numbers) {
          expect(fib(n), lines.readLine());
        }
      }
    }
  }

  private void malformed(Random random) throws IOException {
    try (Socket socket = connect()) {
      BufferedReader lines = lines(socket);
      send(socket, "x\n\n46\n-1\n1 2\n0\n" + "9".repeat(40) + "\n5\n");
      String numbers = OUT_OF_RANGE;
      List<String> expected =
          List.of(
              NOT_A_NUMBER,
              "error: empty line",
              numbers,
              numbers,
              NOT_A_NUMBER,
              numbers,
              numbers,
              "5");
      for (String line : expected) {
        expect(line, lines.readLine());
      }
      send(socket, "7".repeat(65 + random.nextInt(1_000)));
      expect("error: line longer than 64 bytes", lines.readLine());
      if (lines.readLine() != null) {
        throw new Fault("wrong", "a line that is too long did not end the connection");
      }
    }
  }

  private void slow(Random random) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      for (char c : "20\r\n3".toCharArray()) {
        send(socket, String.valueOf(c));
        Thread.sleep(50 + random.nextInt(300));
      }
      send(socket, "\n");
      BufferedReader lines = lines(socket);
      expect("6765", lines.readLine());
      expect("2", lines.readLine());
    }
  }

  // Ends its input and then reads, sometimes late: nothing but the answers may be in the stream.
  private void halfClosing(Random random) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      send(socket, "35\n10\n38\n");
      socket.shutdownOutput();
      Thread.sleep(random.nextInt(2_000));
      BufferedReader lines = lines(socket);
      for (int n : new int[] {35, 10, 38}) {
        expect(fib(n), lines.readLine());
      }
      if (lines.readLine() != null) {
        throw new Fault("wrong", "more than the answers");
      }
    }
  }

  private void vanishing(Random random) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      send(socket, random.nextInt(4) > 0 ? "45\n" : "20\n".repeat(20));
      if (random.nextBoolean()) {
        Thread.sleep(random.nextInt(1_000));
      }
      switch (random.nextInt(3)) {
        case 0 -> socket.setSoLinger(true, 0); // a reset
        case 1 -> {
          socket.shutdownOutput();
          Thread.sleep(random.nextInt(500));
        }
        default -> {}
      }
    }
  }

  // Sends as fast as it can; half of them do not read.
  private void greedy(Random random) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      boolean reads = random.nextBoolean();
      byte[] requests = "1\n".repeat(1_000).getBytes(ISO_8859_1);
      Thread sender =
          Thread.startVirtualThread(() -> {
            try {
              for (int i = 0; i < 50; i++) {
                socket.getOutputStream().write(requests);
              }
            } catch (IOException e) {
              // closed
            }
          });
      if (reads) {
        BufferedReader lines = lines(socket);
        for (int i = 0; i < 50_000; i++) {
          String line = lines.readLine();
          if (!"1".equals(line)) {
            throw new Fault(line == null ? "lost" : "wrong", line + " instead of 1");
          }
        }
      }
      sender.join(Duration.ofSeconds(2));
    }
    Thread.sleep(500); // the flood must leave processor time for the worker processes
  }

  private void killWorkers() {
    var random = new Random(0);
    try {
      while (System.nanoTime() - end < 0) {
        Thread.sleep(5_000);
        List<ProcessHandle> workers =
            ProcessHandle.of(pid).map(server -> server.children().toList()).orElse(List.of());
        Optional<ProcessHandle> one =
            workers.isEmpty()
                ? Optional.empty()
                : Optional.of(workers.get(random.nextInt(workers.size())));
        one.filter(ProcessHandle::destroyForcibly).ifPresent(killed -> count("killed workers"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
