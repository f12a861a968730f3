package showcase.report;

import java.io.IOException;
import java.util.List;
import showcase.catalogue.Arguments;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.observe.Observation;

/** A report whose recipes run when the reader asks for it, with the parameters of a form. */
public final class LiveReport implements LiveServer.Content {
  private final Page page = new Page();
  private final Report report;
  private final Runner runner;
  private String html; // guarded by this; null before it was asked for

  /**
   * @param report what the page shows at first; its runs need no verdicts
   * @param runner runs the recipes, with its deadline
   */
  public LiveReport(Report report, Runner runner) {
    this.report = report;
    this.runner = runner;
  }

  @Override
  public List<Recipe<?>> recipes() {
    return report.runs().stream().<Recipe<?>>map(RecipeRun::recipe).toList();
  }

  @Override
  public synchronized String page() throws IOException {
    if (html == null) { // it takes a second, and never changes
      var text = new StringBuilder();
      page.write(report, text);
      html = new LivePage().of(text.toString(), recipes());
    }
    return html;
  }

  @Override
  public void prepare() throws InterruptedException, IOException {
    Observation.warmUp();
  }

  @Override
  public String run(Recipe<?> recipe, Arguments arguments)
      throws InterruptedException, IOException {
    RecipeRun run = RecipeRun.of(recipe, arguments, runner, edition -> {});
    return page.happened(run) + page.ran(run);
  }
}
