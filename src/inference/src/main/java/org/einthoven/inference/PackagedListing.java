package org.einthoven.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a packaged folder holds. The class path answers names but lists none, so this looks into
 * where a file that is known to be there lies: a folder of classes, or a jar.
 */
final class PackagedListing {

  private static final String IN_JAR = "!/";

  private PackagedListing() {}

  /**
   * The files under the folder of a packaged file, as paths relative to it with slashes.
   *
   * @param known a file that is there, as the class loader found it
   */
  static List<String> beside(URL known) {
    try {
      URI uri = known.toURI();
      if ("file".equals(uri.getScheme())) {
        return files(Path.of(uri).resolveSibling(""));
      }
      String text = uri.toString();
      int inside = text.lastIndexOf(IN_JAR);
      if ("jar".equals(uri.getScheme()) && inside > 0) {
        Path jar = Path.of(new URI(text.substring("jar:".length(), inside)));
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
          return files(content.getPath(text.substring(inside + 1)).resolveSibling(""));
        }
      }
      throw new IllegalStateException(
          "the packaged models cannot be listed where they lie, " + text);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class loader gave no URI", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
