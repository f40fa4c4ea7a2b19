package org.einthoven.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbStream;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.holter.HolterReader;
import org.einthoven.inference.holter.HolterReading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the reading of long recordings. */
@Command(
    name = "holter",
    description = {
      "Measure the reading of long recordings of two leads at 360 Hz, from the file to the summary:"
          + " time, and the most heap in use. For the figures under a small heap set"
          + " EINTHOVEN_JAVA_OPTIONS=-Xmx512m."
    },
    mixinStandardHelpOptions = true)
final class HolterCommand implements Callable<Integer> {

  @Option(
      names = "--hours",
      split = ",",
      defaultValue = "1,6,24",
      description = "The lengths (default ${DEFAULT-VALUE}).")
  private List<Integer> hours;

  @Option(
      names = "--mitdb",
      paramLabel = "DIR",
      description =
          "Put the records of the MIT-BIH Arrhythmia Database one after another, instead of a"
              + " synthetic ECG.")
  private @Nullable Path mitBih;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many pieces are read at a time (default: all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often one hour is read before anything is measured.")
  private int warmUp;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, RefusedException {
    Path folder = Files.createTempDirectory("einthoven-bench-holter");
    try (DfnetModel model = DfnetModel.loadPackaged();
        LongMaterial material = new LongMaterial(folder, mitBih)) {
      HolterReader reader = new HolterReader(model, HolterPiece.Cut.STANDARD, threads);
      for (int i = 0; i < warmUp; i++) {
        measure(reader, material.record(1));
      }
      for (int length : hours) {
        Path record = material.record(length);
        ObjectNode row = measure(reader, record);
        row.put("hours", length);
        spec.commandLine().getOut().println(row);
        spec.commandLine().getOut().flush();
      }
    }
    return ExitCode.DONE;
  }

  private ObjectNode measure(HolterReader reader, Path record)
      throws IOException, RefusedException {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    Duration before = cpuTime();
    long started = System.nanoTime();
    double seconds;
    HolterReading reading;
    try (WfdbStream stream = WfdbStream.open(record)) {
      reading = reader.read(stream);
      seconds = stream.durationSeconds();
    }
    double took = (System.nanoTime() - started) / 1e9;
    long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("hours", 0);
    row.put("beats", reading.summary().whole().beats());
    row.put("seconds", Math.rint(took * 100) / 100);
    row.put("cpuSeconds", cpuTime().minus(before).toMillis() / 1e3);
    row.put("timesRealTime", Math.round(seconds / took));
    row.put("peakHeapMebibytes", peak >> 20);
    row.put("threads", threads);
    return row;
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
