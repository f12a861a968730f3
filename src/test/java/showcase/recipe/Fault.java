package showcase.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault that is planted in the real source of an edition, and what catches it.
 *
 * <p>A fault is caught in every run, either by a claim or by the runner: something was left behind,
 * the situation did not end in time, or its play failed.
 *
 * @param what the fault in a few words
 * @param editions the editions it is planted in
 * @param file the file that is changed; null for the edition's own
 * @param replacements texts that each occur exactly once in the source, and what replaces them
 * @param replacements21 the same for Java 21's source, if it differs there
 * @param replacements27 the same for Java 27's source, if it differs there
 * @param claim the claim that catches it; null if the runner does
 * @param mayStopBefore whether the situation may also fail or hang before the claim is judged
 * @param situation the situation in which the runner catches it; null if a claim does
 */
public record Fault(
    String what,
    List<String> editions,
    String file,
    List<Replacement> replacements,
    List<Replacement> replacements21,
    List<Replacement> replacements27,
    String claim,
    boolean mayStopBefore,
    String situation) {

  /** A change of a source. */
  public record Replacement(String text, String by) {}

  /** Starts the description of a fault. */
  public static Builder fault(String what) {
    return new Builder(what);
  }

  /** Takes the parts of a fault in the order in which they are read. */
  public static final class Builder {
    private final String what;
    private List<String> editions = List.of();
    private String file;
    private final List<Replacement> replacements = new ArrayList<>();
    private final List<Replacement> replacements21 = new ArrayList<>();
    private final List<Replacement> replacements27 = new ArrayList<>();

    private Builder(String what) {
      this.what = what;
    }

    /** The editions it is planted in. */
    public Builder in(String... names) {
      editions = List.of(names);
      return this;
    }

    /** The file that is changed, if it is not the edition's own. */
    public Builder file(String name) {
      file = name;
      return this;
    }

    /** A change; the text must occur exactly once. Several changes are made in turn. */
    public Builder replace(String text, String by) {
      replacements.add(new Replacement(text, by));
      return this;
    }

    /** A change of Java 21's source; if there is one, the others are not made there. */
    public Builder replaceOn21(String text, String by) {
      replacements21.add(new Replacement(text, by));
      return this;
    }

    /** A change of Java 27's source; if there is one, the others are not made there. */
    public Builder replaceOn27(String text, String by) {
      replacements27.add(new Replacement(text, by));
      return this;
    }

    /** The text of the claim that catches it in every run. */
    public Fault breaks(String claim) {
      return build(claim, false, null);
    }

    /** The text of a claim that fails, or is not reached, because its situation fails or hangs. */
    public Fault breaksOrStopsBefore(String claim) {
      return build(claim, true, null);
    }

    /** The name of the situation in which the runner catches it in every run. */
    public Fault caughtByTheRunnerIn(String situation) {
      return build(null, false, situation);
    }

    private Fault build(String claim, boolean mayStopBefore, String situation) {
      return new Fault(
          what,
          editions,
          file,
          List.copyOf(replacements),
          List.copyOf(replacements21),
          List.copyOf(replacements27),
          claim,
          mayStopBefore,
          situation);
    }
  }
}
