package org.einthoven.ecg.format;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real files of other makers, which stands beside the repository or nowhere. */
public final class SharedInterop {

  private SharedInterop() {}

  /** The folder, or an assumption that fails aloud. */
  public static Path folder(String name) {
    Path folder =
        Path.of(System.getProperty("einthoven.repository", "."), "..", "shared", "interop", name);
    boolean there = Files.isDirectory(folder);
    if (!there) {
      System.err.println("SKIPPED: no ../shared/interop/" + name + " beside the repository");
    }
    Assumptions.assumeTrue(there, "no ../shared/interop/" + name + " beside the repository");
    return folder;
  }
}
