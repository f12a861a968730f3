package showcase.report;

import com.samskivert.mustache.Template;
import java.io.IOException;
import java.util.Map;

/** Writes the report as one HTML page that needs nothing else: no network, no other file. */
public final class Page {
  /** What every report has near its beginning, and no other file. */
  public static final String MARK = "<meta name=\"generator\" content=\"showcase report\">";

  private final Template page = Templates.of("page");
  private final Template happened = Templates.of("happened");
  private final Template ran = Templates.of("ran");

  /** Writes the whole page. */
  public void write(Report report, Appendable out) throws IOException {
    out.append(page.execute(Book.of(report)));
  }

  /**
   * What happened in one recipe's runs, as a part of the page.
   *
   * @return {@code <div class="happened" data-recipe="NAME">…</div>}
   */
  public String happened(RecipeRun run) {
    return happened.execute(Happened.of(run));
  }

  /**
   * How each edition of a recipe ran, as the part of the page above its code.
   *
   * @return a {@code <p class="ran">…</p>} for each edition
   */
  public String ran(RecipeRun run) {
    return ran.execute(Map.of("ran", Chapter.EditionRun.of(run)));
  }
}
