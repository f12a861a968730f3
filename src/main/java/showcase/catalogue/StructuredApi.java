package showcase.catalogue;

import java.util.concurrent.StructuredTaskScope;

/**
 * The structured-concurrency API that these editions are written in. Like them, this class loads
 * only on its own Java release, and only with {@code --enable-preview}.
 */
public final class StructuredApi {
  /** The Java release that these editions were compiled for, and need. */
  public static final int RELEASE = 25;

  private StructuredApi() {}

  /** The API in a few words. */
  public static String describe() {
    return StructuredTaskScope.class.getSimpleName() + ".open(Joiner), JEP 505";
  }
}
