package showcase.recipe.pinning;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class PinningRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        PinningRecipe.RECIPE,
        fault("it sleeps outside the monitor")
            .in("classic", "modern")
            .replace(
                "      synchronized (sleeper) {\n        sleeper.sleep();",
                "      sleeper.sleep();\n      synchronized (sleeper) {")
            .breaks("each is in its own monitor"),
        fault("it sleeps after it has released its lock")
            .in("classic", "modern")
            .replace(
                "      try {\n        sleeper.sleep();",
                "      try {\n"
                    + "        sleeper.lock().unlock();\n"
                    + "        sleeper.sleep();\n"
                    + "        sleeper.lock().lock();")
            .breaks("each holds its lock"),
        fault("a lock stays taken")
            .in("classic", "modern")
            .replace("        sleeper.lock().unlock();\n", "")
            .breaks("every lock is free afterwards"),
        fault("a monitor for each where all need one")
            .in("classic", "modern")
            .replace("synchronized (door)", "synchronized (sleeper)")
            .breaks("never two inside at once"),
        fault("if for while")
            .in("classic", "modern")
            .replace("while (!sleeper.isOver())", "if (!sleeper.isOver())")
            .breaks("each waits until its wait is over"),
        fault("no native frame")
            .in("classic", "modern")
            .replace("NativeFrame.call(sleeper::sleep)", "sleeper.sleep()")
            .breaks("a native method is on each stack"),
        fault("one after the other")
            .in("classic")
            .replace("        thread.start();", "        thread.start();\n        thread.join();")
            .breaksOrStopsBefore("all sleep at once, unless they are pinned"),
        fault("an interrupt leaves the threads behind")
            .in("classic")
            .replace("      Threads.end(threads);\n", "")
            .breaks("no task runs when it is thrown"),
        fault("an interrupt leaves the threads in Object.wait behind")
            .in("classic", "modern")
            .replace(
                "    each(sleepers, sleeper -> {\n"
                    + "      synchronized (sleeper) {\n"
                    + "        while",
                "    eachOnItsOwn(sleepers, sleeper -> {\n"
                    + "      synchronized (sleeper) {\n"
                    + "        while")
            .replace(
                "  private interface Place {",
                """
                private static void eachOnItsOwn(List<Sleeper> sleepers, Place place)
                    throws InterruptedException {
                  var owner =
                      new Thread(
                          () -> {
                            try {
                              each(sleepers, place);
                            } catch (Exception e) {
                              throw new IllegalStateException(e);
                            }
                          });
                  owner.start();
                  owner.join();
                }

                private interface Place {\
                """)
            .breaks("no task runs when it is thrown"),
        fault("the threads are not waited for")
            .in("classic")
            .replace("      for (Thread thread : threads) {\n        thread.join();\n      }\n", "")
            .breaks("all have slept"),
        fault("the scope is cancelled before all have slept")
            .in("modern")
            .replace(
                "          place.enter(sleeper);\n          return null;",
                "          place.enter(sleeper);\n          throw new IllegalStateException();")
            .caughtByTheRunnerIn("each sleeps in a ReentrantLock"));
  }
}
