package showcase.report;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import showcase.catalogue.Arguments;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Recipe;

/**
 * What the form of a recipe asks for. It has numbers only: a recipe that takes words, such as a
 * command, runs without them.
 */
record RunRequest(Recipe<?> recipe, Arguments arguments) {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String RECIPE = "recipe";
  private static final int MOST_BYTES = 8 << 10;

  /**
   * Reads it from the body of a request.
   *
   * @param recipes those that can be asked for
   * @throws RefusedException if it is no form, is too long, or asks for what cannot be run
   */
  static RunRequest read(HttpExchange exchange, List<Recipe<?>> recipes)
      throws RefusedException, IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(FORM)) {
      throw new RefusedException(415, "the body must be " + FORM);
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new RefusedException(413, "the body must have at most %d bytes".formatted(MOST_BYTES));
    }
    Map<String, String> fields = fields(new String(body, StandardCharsets.UTF_8));
    String name = fields.remove(RECIPE);
    if (name == null) {
      throw new RefusedException(400, "the field 'recipe' is missing");
    }
    Recipe<?> recipe =
        recipes.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new RefusedException(404, "there is no recipe '%s' here".formatted(name)));
    try {
      return new RunRequest(recipe, Arguments.of(recipe, fields, List.of()));
    } catch (BadArgumentException e) {
      throw new RefusedException(400, e.getMessage());
    }
  }

  private static Map<String, String> fields(String form) throws RefusedException {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      for (String field : form.split("&")) {
        String[] parts = field.split("=", 2);
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        if (fields.put(name, value) != null) {
          throw new RefusedException(400, "the field '%s' is given twice".formatted(name));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "the body is not a form: " + e.getMessage());
    }
    return fields;
  }
}
