package showcase.catalogue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The part of the jar that runs here: the classes that were compiled for one Java release. */
public final class Slice {
  /** A class file's major version is the Java release plus this (JVMS 4.1). */
  private static final int MAJOR_VERSION_OFFSET = 44;

  /**
   * The Java release that the running classes were compiled for. Read from the class file of this
   * class, because 27 and 28 are compiled from the same sources.
   */
  public static final int RELEASE = classFileVersion() - MAJOR_VERSION_OFFSET;

  private Slice() {}

  private static int classFileVersion() {
    try (var in = new DataInputStream(Slice.class.getResourceAsStream("Slice.class"))) {
      in.skipNBytes(6); // the magic number and the minor version
      return in.readUnsignedShort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
