package showcase.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import showcase.text.Visible;

/**
 * Standard output or standard error, as text in UTF-8. Whatever is printed here, a terminal only
 * shows it: see {@link Visible}. What the program itself has to say to a terminal, colours and the
 * line of progress, goes through {@link #styled}.
 */
final class Output extends PrintWriter {
  private static final int FILE_TYPE = 0170000; // the bits of a file's mode, see inode(7)
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final Watched to;
  private final PrintWriter styled;
  private final Supplier<Screen> judge;
  private Screen screen; // asked for when needed, which not every command does

  private Output(Watched to, boolean autoFlush, Supplier<Screen> judge) {
    super(new Visible(to), autoFlush);
    this.to = to;
    this.styled = new PrintWriter(to);
    this.judge = judge;
  }

  /** Standard output, which is flushed where a command says so and at its end. */
  static Output standard() {
    return new Output(Watched.of(FileDescriptor.out), false, () -> Screen.of(Screen.STDOUT));
  }

  /** Standard error, which is flushed after each line. */
  static Output error() {
    return new Output(Watched.of(FileDescriptor.err), true, () -> Screen.of(Screen.STDERR));
  }

  /** The writer itself if it is one of these two, or else one that prints to it, without colours. */
  static Output of(PrintWriter writer) {
    return writer instanceof Output output
        ? output
        : of(writer, Screen.of(false, System.getenv(), () -> 0));
  }

  /** One that prints to the writer, which is shown on this screen. */
  static Output of(PrintWriter writer, Screen screen) {
    return new Output(new Watched(writer), true, () -> screen);
  }

  /** What the text is shown on. */
  synchronized Screen screen() {
    if (screen == null) {
      screen = judge.get();
    }
    return screen;
  }

  /** The same stream for the program's own text with escape sequences. */
  PrintWriter styled() {
    return styled;
  }

  /** The first error in writing, if there was one. */
  Optional<IOException> failure() {
    flush();
    return Optional.ofNullable(to.failure);
  }

  /** Whether standard output is a pipe or a socket: then it cannot be written if nobody reads it. */
  static boolean isPipe() {
    try {
      int mode = (int) Files.getAttribute(Path.of("/dev/fd/" + Screen.STDOUT), "unix:mode");
      return (mode & FILE_TYPE) == PIPE || (mode & FILE_TYPE) == SOCKET;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Remembers the first error, which {@link PrintWriter} reduces to a flag. */
  private static final class Watched extends FilterWriter {
    private volatile IOException failure;

    Watched(Writer to) {
      super(to);
    }

    static Watched of(FileDescriptor descriptor) {
      var stream = new FileOutputStream(descriptor);
      return new Watched(
          new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
    }

    /** A write to the stream beneath. */
    private interface Write {
      void run() throws IOException;
    }

    private void watch(Write write) throws IOException {
      try {
        write.run();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        }
        throw e;
      }
    }

    @Override
    public void write(int c) throws IOException {
      watch(() -> out.write(c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      watch(() -> out.write(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      watch(() -> out.write(text, from, length));
    }

    @Override
    public void flush() throws IOException {
      watch(out::flush);
    }
  }
}
