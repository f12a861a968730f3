package showcase.report;

import com.samskivert.mustache.Template;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import showcase.catalogue.Recipe;

/**
 * Adds to the page of a report what makes it live: a form above what happened in each recipe, and
 * the script that sends it. The page itself knows nothing of it, so a static one has no form.
 */
final class LivePage {
  private static final Pattern LIST_END = Pattern.compile("</nav>");
  private static final Pattern HEAD_END = Pattern.compile("</head>");
  private static final Pattern BODY_END = Pattern.compile("</body>");

  private final Template form = Templates.of("form");

  /**
   * Adds a form for each of the recipes.
   *
   * @param page the page, which has a {@code <div class="happened" data-recipe="NAME">} for each,
   *     and the list of all recipes as its {@code <nav>}
   */
  String of(String page, List<Recipe<?>> recipes) {
    String live =
        insert(page, HEAD_END, "<style>\n%s</style>\n".formatted(Templates.text("live.css")), "");
    live = insert(live, LIST_END, "", "\n" + Templates.text("run-all.mustache"));
    for (Recipe<?> recipe : recipes) {
      live = insert(live, happened(recipe), form.execute(recipe), "");
    }
    return insert(
        live, BODY_END, "<script>\n%s</script>\n".formatted(Templates.text("live.js")), "");
  }

  private static Pattern happened(Recipe<?> recipe) {
    return Pattern.compile("<div class=\"happened\" data-recipe=\"%s\"".formatted(recipe.name()));
  }

  private static String insert(String page, Pattern place, String before, String after) {
    Matcher found = place.matcher(page);
    if (!found.find()) {
      throw new IllegalStateException("the page has no " + place);
    }
    return page.substring(0, found.start())
        + before
        + found.group()
        + after
        + page.substring(found.end());
  }
}
