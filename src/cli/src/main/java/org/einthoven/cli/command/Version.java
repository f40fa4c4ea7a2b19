package org.einthoven.cli.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build wrote it into the jar's manifest. */
public final class Version implements IVersionProvider {

  /** The version, {@code unpackaged} where the classes do not come from the jar. */
  public static String current() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "einthoven " + current(), "Java " + Runtime.version() + ", " + System.getProperty("os.arch")
    };
  }
}
