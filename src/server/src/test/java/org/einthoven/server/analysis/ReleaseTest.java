package org.einthoven.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

  @TempDir Path home;

  private void file(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void theHashIsThatOfTheDocumentedCommand() throws IOException, InterruptedException {
    file("app/einthoven.jar", "program");
    file("lib/main/a-1.jar", "a");
    file("lib/main/A 2.jar", "b");
    file("lib/boot/c.jar", "c");
    file("quarkus/generated.jar", "d");
    file("quarkus-run.jar", "not among them");
    Process command =
        new ProcessBuilder(
                "bash",
                "-c",
                "find app lib quarkus -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum")
            .directory(home.toFile())
            .start();
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(Release.of(home)).hasSize(64).isEqualTo(said.substring(0, 64));
  }

  @Test
  void aChangedFileIsAnotherRelease() throws IOException {
    file("app/einthoven.jar", "program");
    String before = Release.of(home);
    file("app/einthoven.jar", "Program");
    assertThat(Release.of(home)).isNotEqualTo(before);
  }
}
