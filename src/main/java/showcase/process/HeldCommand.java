package showcase.process;

import java.util.List;

/**
 * A command that begins when its standard input is closed: until then, whatever has to be ready
 * before the command runs can be prepared.
 *
 * <p>A reader of its output is such a thing. When a process exits, the JDK closes the pipes that
 * nothing reads at that moment ({@code ProcessImpl.processExited}). If the process has left another
 * in the background, what that one writes later is lost, and a command may exit before any reader
 * has begun.
 *
 * <p>A shell waits for the end of its input and then becomes the command, which has its process id,
 * its exit code, and an input at its end. It does not interpret the command's words.
 */
public final class HeldCommand {
  private static final String SCRIPT = "read -r line; exec \"$@\"";

  private HeldCommand() {}

  /**
   * Returns the builder of a command, which is held if the system has a shell and such a program.
   * If there is no such program, {@link ProcessBuilder#start} says so.
   *
   * @param command the program and its arguments
   */
  public static ProcessBuilder of(List<String> command) {
    return new ProcessBuilder(Programs.throughShell(SCRIPT, "held", command));
  }
}
