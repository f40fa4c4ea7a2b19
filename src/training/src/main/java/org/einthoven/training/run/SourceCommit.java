package org.einthoven.training.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The commit of the sources that are run, where git and a checkout are there. */
public final class SourceCommit {

  private SourceCommit() {}

  /**
   * The commit that is checked out in a folder, with {@code -dirty} behind it where tracked files
   * were changed since; empty where there is no git or no checkout.
   */
  public static Optional<String> of(Path folder) {
    return git(folder, "rev-parse", "HEAD")
        .map(
            commit ->
                git(folder, "status", "--porcelain", "--untracked-files=no")
                        .filter(String::isEmpty)
                        .isPresent()
                    ? commit
                    : commit + "-dirty");
  }

  private static Optional<String> git(Path folder, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      try (InputStream out = process.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
