package showcase.bench;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import showcase.JvmOptions;

/**
 * Starts JMH's forks without the variables from which a JVM takes options: those options are among
 * the forks' flags. JMH has no setting for a fork's environment, but a profiler may put a command
 * such as {@code perf stat} in front of the fork, and this one puts {@code env} there.
 */
public final class ForkEnvironment implements ExternalProfiler {

  /** For JMH. */
  public ForkEnvironment() {}

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    List<String> words = new ArrayList<>();
    for (String variable : JvmOptions.VARIABLES) {
      if (System.getenv(variable) != null) {
        words.addAll(List.of("-u", variable));
      }
    }
    if (!words.isEmpty()) {
      words.addFirst("env");
    }
    return words;
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams benchmark) {
    // it measures nothing
  }

  @Override
  @SuppressWarnings("rawtypes") // as JMH declares it
  public Collection<? extends Result> afterTrial(
      BenchmarkResult result, long pid, File standardOutput, File standardError) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public String getDescription() {
    return "removes the variables with options for JVMs from the environment of forks";
  }
}
