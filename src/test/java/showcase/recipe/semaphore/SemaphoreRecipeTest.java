package showcase.recipe.semaphore;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

class SemaphoreRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        SemaphoreRecipe.RECIPE,
        fault("one permit too many")
            .in("classic", "modern")
            .replace("new Semaphore(limit)", "new Semaphore(limit + 1)")
            .breaks("never more users than the limit"),
        fault("one permit too few")
            .in("classic", "modern")
            .replace("new Semaphore(limit)", "new Semaphore(limit - 1)")
            .breaks("the limit was reached"),
        fault("no permit is needed")
            .in("classic", "modern")
            .replace("permits.acquire();", "")
            .breaks("never more users than the limit"),
        fault("a failing job keeps its permit")
            .in("classic")
            .replace(
                "job.use();\n      } finally {\n        permits.release();\n      }",
                "job.use();\n        permits.release();\n      } finally {\n      }")
            .breaks("its permit is released: the next jobs reach the limit"),
        fault("a failing job keeps its permit")
            .in("modern")
            .replace(
                "job.use();\n      return null;\n    } finally {\n      permits.release();",
                "job.use();\n      permits.release();\n      return null;\n    } finally {")
            .breaks("its permit is released: the next jobs reach the limit"),
        fault("a release without an acquire: acquire is in the try")
            .in("classic")
            .replace("      permits.acquire(); //", "//")
            .replace("        job.use();", "        permits.acquire();\n        job.use();")
            .breaks("it releases no permit: the next jobs stay within the limit"),
        fault("a release without an acquire: acquire is in the try")
            .in("modern")
            .replace("    permits.acquire(); //", "//")
            .replace("      job.use();", "      permits.acquire();\n      job.use();")
            .breaks("it releases no permit: the next jobs stay within the limit"),
        fault("the wait for a permit cannot be interrupted")
            .in("classic", "modern")
            .replace("permits.acquire();", "permits.acquireUninterruptibly();")
            .breaks("it does not use the resource"),
        fault("the threads are not waited for")
            .in("classic")
            .replace("      for (Thread thread : threads) {\n        thread.join();\n      }\n", "")
            .breaks("every job used it once"),
        fault("an interrupt leaves the threads behind")
            .in("classic")
            .replace("      end(threads);\n", "")
            .breaks("no task runs when it is thrown"));
  }
}
