package showcase.recipe.fibserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import showcase.catalogue.Actor;
import showcase.catalogue.Outcome;
import showcase.catalogue.Stage;

/** An edition that serves a free port in a thread of the situation's own, and its clients. */
final class RunningServer implements AutoCloseable {
  private final Stage stage;
  private final ServerSocketChannel listener;
  private final int port;
  private final Actor<Void> server;
  private final AtomicBoolean silent = new AtomicBoolean();
  private final List<FibClient> clients = new ArrayList<>();

  RunningServer(LineServer edition, LineServer.Handler handler, Stage stage) throws IOException {
    this.stage = stage;
    listener = listen();
    port = listener.socket().getLocalPort();
    server =
        stage.actor(
            "server",
            () -> {
              edition.serve(listener, handler);
              return null;
            });
  }

  /** A listener on a free port of the loopback. */
  static ServerSocketChannel listen() throws IOException {
    var listener = ServerSocketChannel.open();
    try {
      return listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  FibClient connect() throws IOException {
    return connect(0);
  }

  /** A client that can take very little before it reads. */
  FibClient connectWithLittleRoom() throws IOException {
    return connect(4096);
  }

  private FibClient connect(int room) throws IOException {
    FibClient client = FibClient.connect(port, room, stage, silent);
    clients.add(client);
    return client;
  }

  /** Interrupts the server and waits for the end of its call. */
  Outcome<Void> stop() throws InterruptedException {
    server.interrupt();
    return server.end();
  }

  /** Waits for the end of the server's call; an interrupt of this thread is passed on to it. */
  void awaitEnd() throws Exception {
    Outcome<Void> outcome;
    try {
      server.thread().join();
      outcome = server.end();
    } catch (InterruptedException e) {
      outcome = stop();
    }
    if (outcome instanceof Outcome.Threw<Void>(Exception failure)) {
      throw failure;
    }
    throw new IllegalStateException("the server " + outcome);
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stage waits for the server's end, too
    }
    listener.close(); // in case the edition has not
    for (FibClient client : clients) {
      client.close();
    }
  }
}
