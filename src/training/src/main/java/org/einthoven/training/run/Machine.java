package org.einthoven.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.inference.OnnxRuntimeVersion;
import org.einthoven.inference.TrainingEnvironment;

/** What a training runs on. */
public final class Machine {

  private static final String UNKNOWN = "unknown";
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * This machine.
   *
   * @param threads how many threads computed
   * @param time how long the training took, over all sessions
   */
  public static TrainingEnvironment environment(int threads, TrainingTime time) {
    return new TrainingEnvironment(
        property("java.runtime.version") + " (" + property("java.vm.vendor") + ")",
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        processor(),
        libtorch(),
        OnnxRuntimeVersion.current(),
        threads,
        time.wallSeconds(),
        time.processorSeconds());
  }

  /** The version of libtorch and of its Java binding, such as {@code 2.10.0-1.5.13}. */
  public static String libtorch() {
    String version = Tensor.class.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN : version;
  }

  /** The processor's model in the words of the system. */
  public static String processor() {
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    if (windows != null) {
      return windows;
    }
    if (Files.isReadable(PROCESSORS)) {
      try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
        Optional<String> model = lines.filter(line -> line.startsWith("model name")).findFirst();
        return model.map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(UNKNOWN);
      } catch (IOException e) {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  private static String property(String name) {
    return System.getProperty(name, UNKNOWN);
  }
}
