package org.einthoven.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfilesPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("einthoven.repository"), "docs", "profiles.md");

  @Test
  void the_page_says_what_the_definitions_say() throws IOException {
    if (Boolean.getBoolean("einthoven.regenerate")) {
      Files.writeString(PAGE, ProfilesPage.make());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(ProfilesPage.make());
  }
}
