package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Integrations in another language: what each script in {@code src/test/javascript} expects,
 * against the server.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JavaScriptClientTest {

  private static final Path SOURCES = Path.of("src", "test", "javascript");
  private static final Path FOLDER = Path.of("target", "javascript");
  private static final int OLDEST_NODE = 20;
  private static final long MINUTES = 5;

  private record Ended(int status, String said) {}

  @BeforeAll
  static void installed() throws IOException, InterruptedException {
    needsNode();
    Files.createDirectories(FOLDER);
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        Files.copy(
            source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Ended installed = run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
    boolean unreachable =
        Stream.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENOTCACHED")
            .anyMatch(installed.said()::contains);
    needs(installed.status() == 0 || !unreachable, "npm reaches no package registry");
    assertThat(installed.status()).as(installed.said()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"client.js, 931", "interactions.js, 932", "smart.js, 933"})
  void aJavaScriptClientGetsWhatItExpects(String script, int seed)
      throws IOException, InterruptedException {
    byte[] ecg = FhirResource.of(EcgBodies.twelveLeads(seed)).json();
    Files.write(FOLDER.resolve("ecg.json"), ecg);
    Ended ended = run("node", script, Http.base() + "/fhir", "ecg.json");
    assertThat(ended.status()).as(ended.said()).isZero();
  }

  private static void needsNode() throws InterruptedException {
    String version = "v0";
    boolean npm = false;
    try {
      Files.createDirectories(FOLDER);
      version = run("node", "--version").said().strip();
      npm = run("npm", "--version").status() == 0;
    } catch (IOException e) {
      needs(false, "node or npm is not installed");
    }
    needs(npm, "npm does not run");
    int major = Integer.parseInt(version.replaceFirst("^v", "").split("\\.", 2)[0]);
    needs(major >= OLDEST_NODE, "node is older than " + OLDEST_NODE);
  }

  private static void needs(boolean there, String otherwise) {
    if (!there) {
      System.err.println("SKIPPED: the JavaScript client, since " + otherwise);
    }
    Assumptions.assumeTrue(there, otherwise);
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    Path said = FOLDER.resolve("said.txt");
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
  }
}
