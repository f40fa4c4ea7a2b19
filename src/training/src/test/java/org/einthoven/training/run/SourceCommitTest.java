package org.einthoven.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommitTest {

  @Test
  void theCheckoutThatTheProgramRunsInIsFoundThoughItsPathIsEmpty() {
    assumeThat(SourceCommit.of(Path.of("").toAbsolutePath()))
        .as("skipped: these sources are no git checkout")
        .isPresent();

    assertThat(SourceCommit.of(Path.of("")))
        .hasValueSatisfying(commit -> assertThat(commit).matches("[0-9a-f]{40}(-dirty)?"));
  }

  @Test
  void aFolderThatIsNoCheckoutHasNone(@TempDir Path folder) {
    assertThat(SourceCommit.of(folder)).isEmpty();
  }
}
