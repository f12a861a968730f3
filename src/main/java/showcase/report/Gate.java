package showcase.report;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets a request pass only if it comes from the user's own browser and from the page of this server.
 * Any page on the web can make a browser send requests to 127.0.0.1, and any name can be made to
 * lead there; neither knows the token, which is new for each server.
 */
final class Gate {
  /** The header with the token in a POST; a browser sends no such header for a foreign page. */
  static final String TOKEN_HEADER = "X-Showcase-Token";

  private static final String IN_THE_QUERY = "token=";
  private static final int TOKEN_BYTES = 16;
  private static final int HTTP_PORT = 80;

  private final String token;
  private final Set<String> hosts;
  private final Set<String> origins;

  /**
   * Makes a gate with a token of its own.
   *
   * @param port where the server listens
   */
  Gate(int port) {
    var random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
    String suffix = port == HTTP_PORT ? "" : ":" + port; // a browser omits the usual port
    hosts = Set.of("127.0.0.1" + suffix, "localhost" + suffix, "[::1]" + suffix);
    origins = hosts.stream().map("http://"::concat).collect(Collectors.toSet());
  }

  /** The path and query of the page. */
  String pagePath() {
    return "/?" + IN_THE_QUERY + token;
  }

  /**
   * Lets the request pass.
   *
   * @throws RefusedException if it does not come from this server's page
   */
  void check(HttpExchange exchange) throws RefusedException {
    Headers headers = exchange.getRequestHeaders();
    List<String> host = headers.getOrDefault("Host", List.of());
    if (host.size() != 1 || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
      throw new RefusedException(403, "this server has another name");
    }
    if (!origins.containsAll(headers.getOrDefault("Origin", List.of()))) {
      throw new RefusedException(403, "the request comes from a foreign page");
    }
    String given =
        exchange.getRequestMethod().equals("POST")
            ? headers.getFirst(TOKEN_HEADER)
            : inTheQuery(exchange.getRequestURI().getRawQuery());
    if (given == null || !isToken(given)) {
      throw new RefusedException(403, "the token is missing or wrong: use the printed address");
    }
  }

  private static String inTheQuery(String query) {
    return query == null
        ? null
        : Arrays.stream(query.split("&"))
            .filter(part -> part.startsWith(IN_THE_QUERY))
            .findFirst()
            .map(part -> part.substring(IN_THE_QUERY.length()))
            .orElse(null);
  }

  /** Takes the same time wherever the two differ, so that a token cannot be guessed by parts. */
  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
