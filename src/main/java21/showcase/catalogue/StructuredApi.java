package showcase.catalogue;

import java.util.concurrent.StructuredTaskScope;

/**
 * The structured-concurrency API that these editions are written in. Like them, this class loads
 * only on its own Java release, and only with {@code --enable-preview}.
 */
public final class StructuredApi {
  private StructuredApi() {}

  /** The API in a few words. */
  public static String describe() {
    return StructuredTaskScope.class.getSimpleName() + ".ShutdownOnFailure, JEP 453";
  }
}
