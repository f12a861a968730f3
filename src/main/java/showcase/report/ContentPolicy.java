package showcase.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The content security policy of a self-contained page: it loads nothing, talks to its own server
 * only, and runs the scripts that it came with. A script that is added later, by text that should
 * have been escaped, does not run.
 */
final class ContentPolicy {
  private static final Pattern SCRIPT =
      Pattern.compile("<script\\b[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private ContentPolicy() {}

  /** The policy of what is no page. */
  static String ofNoPage() {
    return "default-src 'none'; frame-ancestors 'none'";
  }

  /** The policy of a page. */
  static String of(String page) {
    String scripts =
        SCRIPT
            .matcher(page)
            .results()
            .map(script -> hash(script.group(1)))
            .distinct()
            .collect(Collectors.joining(" "));
    return "default-src 'none'; script-src %s; style-src 'unsafe-inline'; img-src data:;"
            .formatted(scripts.isEmpty() ? "'none'" : scripts)
        + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String hash(String source) {
    String script = source.replace("\r\n", "\n"); // as a browser reads it
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
