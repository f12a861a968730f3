package showcase.recipe.killchildren;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import showcase.recipe.Faults;

/**
 * Not planted, because nobody outside can see it: that the shutdown hook is removed in the end. A
 * hook that stays keeps memory, and when the JVM ends it finds no child any more. What the modern
 * edition does when a child ends early is shown and not claimed: the classic one does not watch its
 * children.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillChildrenRecipeTest {
  private static final String START = "      List<Process> children = new ArrayList<>();\n";
  private static final String END_IN_FINALLY =
      "finally {\n      tree.end(grace);\n      remove(hook);";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        KillChildrenRecipe.RECIPE,
        fault("no hook")
            .in("classic", "modern")
            .replace("Runtime.getRuntime().addShutdownHook(hook);", "")
            .breaks("no child outlives the parent at SIGTERM"),
        fault("a hook without grace")
            .in("classic", "modern")
            .replace("new Thread(() -> tree.end(grace)", "new Thread(() -> tree.close()")
            .breaks("the child that cleans up has done so at SIGTERM"),
        fault("no grace")
            .in("classic")
            .replace(END_IN_FINALLY, "finally {\n      tree.close();\n      remove(hook);")
            .breaks("it has cleaned up"),
        fault("no grace")
            .in("modern")
            .replace("tree.end(grace);", "tree.close();")
            .breaks("it has cleaned up"),
        fault("no finally")
            .in("classic")
            .replace(END_IN_FINALLY, "finally {\n      remove(hook);")
            .breaks("none of the children's processes runs afterwards"),
        fault("no finally, and an interrupt")
            .in("classic")
            .replace(END_IN_FINALLY, "finally {\n      remove(hook);")
            .breaks("no task runs when it is thrown"),
        fault("no finally")
            .in("modern")
            .replace("tree.end(grace);", "")
            .breaks("none of the children's processes runs afterwards"),
        fault("only the children are ended, not their trees")
            .in("classic", "modern")
            .replace("var tree = new ProcessTree();", "var tree = new OnlyTheChildren();")
            .replace(
                "  private static void remove(",
                """
                private static final class OnlyTheChildren {
                  private final List<Process> started = new ArrayList<>();

                  Process start(ProcessBuilder builder) throws java.io.IOException {
                    Process process = builder.start();
                    started.add(process);
                    return process;
                  }

                  void end(Duration grace) {
                    started.forEach(Process::destroyForcibly);
                  }
                }

                private static void remove(\
                """)
            .breaks("none of the children's processes runs afterwards"),
        fault("the children are started before the try")
            .in("classic")
            .replace("    try {\n" + START, START)
            .replace("      work.with(children);", "    try {\n      work.with(children);")
            .breaks("the first child has ended"),
        fault("the children are started before the try")
            .in("modern")
            .replace("      try {\n  " + START, "  " + START)
            .replace(
                "        scope.fork(() -> work(", "      try {\n        scope.fork(() -> work(")
            .replaceOn21("      try {\n  " + START, "  " + START)
            .replaceOn21(
                "        forks.add(scope.fork(() -> work(",
                "      try {\n        forks.add(scope.fork(() -> work(")
            .breaks("the first child has ended"),
        fault("the work is not done")
            .in("modern")
            .replace("scope.fork(() -> work(work, children));", "")
            .replaceOn21("forks.add(scope.fork(() -> work(work, children)));", "")
            .breaks("the work is done"));
  }
}
