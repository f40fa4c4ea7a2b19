package org.einthoven.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the safety file and the threat model name as proof is there. */
class CitedTestsTest {

  private static final Path REPOSITORY = Path.of(System.getProperty("einthoven.repository"));
  private static final Pattern CITED = Pattern.compile("`([A-Z]\\w*Test)\\.(\\*|\\w+)`");

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
      for (Path file :
          files
              .filter(it -> it.toString().contains("/src/test/java/"))
              .filter(it -> it.toString().endsWith("Test.java"))
              .toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        tests.merge(name, Files.readString(file), String::concat);
      }
    }
    return tests;
  }

  private static List<String> missing(String page, Map<String, String> tests) {
    List<String> missing = new ArrayList<>();
    Matcher cited = CITED.matcher(page);
    while (cited.find()) {
      String there = tests.getOrDefault(cited.group(1), "");
      boolean found =
          cited.group(2).equals("*")
              ? !there.isEmpty()
              : there.contains(" void " + cited.group(2) + "(");
      if (!found) {
        missing.add(cited.group());
      }
    }
    return missing;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/threat-model.md",
        "docs/safety/README.md",
        "docs/safety/hazards.md",
        "docs/safety/software.md"
      })
  void everyTestThatAPageNamesIsThere(String page) throws IOException {
    assertThat(missing(Files.readString(REPOSITORY.resolve(page)), tests())).isEmpty();
  }

  @Test
  void aTestThatIsNotThereIsNoticed() throws IOException {
    Map<String, String> tests = tests();
    assertThat(missing("`CitedTestsTest.nothingOfTheKind`, `NobodysTest.*`", tests)).hasSize(2);
    assertThat(missing("`CitedTestsTest.aTestThatIsNotThereIsNoticed`", tests)).isEmpty();
  }
}
