package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import showcase.catalogue.Recipe;

/**
 * A recipe with one changed file: its whole package is loaded again, with the classes of that file
 * compiled from the changed text.
 */
final class PlantedRecipe {
  private PlantedRecipe() {}

  /** Compiles the text in place of one of the recipe's files, and loads the recipe with it. */
  static Recipe<?> load(Recipe<?> recipe, String file, String text) throws Exception {
    String packageName = recipe.folder().replace('/', '.');
    Map<String, byte[]> classes = compile(packageName, file, text);
    String name = recipe.situationSources().getFirst().replace(".java", "");
    var loader = new PackageLoader(packageName, classes);
    return (Recipe<?>) loader.loadClass(packageName + "." + name).getField("RECIPE").get(null);
  }

  private static Map<String, byte[]> compile(String packageName, String file, String text)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var uri = URI.create("string:///" + packageName.replace('.', '/') + "/" + file);
    var source =
        new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options =
        List.of(
            "--release",
            Integer.toString(Runtime.version().feature()),
            "--enable-preview",
            "-proc:none",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"));
    var messages = new StringWriter();
    try (var files = new ClassesInMemory(compiler.getStandardFileManager(null, null, null))) {
      boolean compiled =
          compiler.getTask(messages, files, null, options, null, List.of(source)).call();
      assertTrue(compiled, () -> "the fault does not compile: " + messages);
      Map<String, byte[]> classes = new HashMap<>();
      files.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class ClassesInMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    ClassesInMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      var bytes = new ByteArrayOutputStream();
      classes.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }

  /** Loads one package itself, some of its classes from memory; its parent loads all others. */
  private static final class PackageLoader extends ClassLoader {
    private final String prefix;
    private final Map<String, byte[]> changed;

    PackageLoader(String packageName, Map<String, byte[]> changed) {
      super(PackageLoader.class.getClassLoader());
      this.prefix = packageName + ".";
      this.changed = changed;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    /** The class file that is loaded, for a recipe that runs its edition in another JVM. */
    @Override
    public InputStream getResourceAsStream(String name) {
      byte[] bytes = changed.get(name.replace('/', '.').replaceFirst("[.]class$", ""));
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      byte[] bytes = changed.containsKey(name) ? changed.get(name) : asBuilt(name);
      return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] asBuilt(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
