package org.einthoven.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code SHA256SUMS.txt} that PhysioNet gives with a database, where it is in the folder. */
final class PublishedSums {

  private static final String FILE = "SHA256SUMS.txt";
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})\\s+\\*?(.+)");

  private final Path folder;
  private @Nullable Map<String, String> sums;

  PublishedSums(Path folder) {
    this.folder = folder;
  }

  /** Checks a file that the list names; one that it does not name passes. */
  void check(Path file) throws IOException {
    String name = folder.relativize(file).toString().replace('\\', '/');
    String expected = sums().get(name);
    if (expected != null && !FileDigest.ofFile(file).equals(expected)) {
      throw new DamagedDataException(
          name, "its SHA-256 is not that of " + FILE, "Download the file again.");
    }
  }

  private Map<String, String> sums() throws IOException {
    Map<String, String> known = sums;
    if (known == null) {
      known = new HashMap<>();
      Path file = folder.resolve(FILE);
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          Matcher matcher = LINE.matcher(line.strip());
          if (matcher.matches()) {
            known.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
          }
        }
      }
      sums = known;
    }
    return known;
  }
}
