package org.einthoven.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Long recordings of two leads at 360 Hz in format 212, made in a folder that goes when this is
 * closed: records of MIT-BIH one after another, or synthetic ones.
 */
final class LongMaterial implements Closeable {

  private static final int RATE = 360;
  private static final int SYNTHETIC_SECONDS = 600;
  private static final int SYNTHETIC_DIFFERENT = 12;
  private static final List<Integer> PACED = List.of(102, 104, 107, 217);

  private final Path folder;
  private final @Nullable Path mitBih;

  LongMaterial(Path folder, @Nullable Path mitBih) {
    this.folder = folder;
    this.mitBih = mitBih;
  }

  /** The header of a record of so many hours. */
  Path record(int hours) throws IOException {
    Path header = folder.resolve("long" + hours + ".hea");
    if (Files.exists(header)) {
      return header;
    }
    long samples = 3600L * hours * RATE;
    long bytes = samples * 3L;
    List<Path> parts = mitBih == null ? synthetic() : mitBihRecords(mitBih);
    try (OutputStream out = Files.newOutputStream(folder.resolve("long" + hours + ".dat"))) {
      for (int i = 0; bytes > 0; i++) {
        byte[] part = Files.readAllBytes(parts.get(i % parts.size()));
        int taken = (int) Math.min(bytes, part.length / 3 * 3L);
        out.write(part, 0, taken);
        bytes -= taken;
      }
    }
    String gain = mitBih == null ? "200(0)/mV 12 0" : "200(1024)/mV 11 1024";
    String signal = "long%d.dat 212 %s 0 0 0 ".formatted(hours, gain);
    Files.writeString(
        header, "long%d 2 %d %d\n%sMLII\n%sV1\n".formatted(hours, RATE, samples, signal, signal));
    return header;
  }

  private List<Path> synthetic() throws IOException {
    List<Path> parts = new ArrayList<>();
    for (int seed = 0; seed < SYNTHETIC_DIFFERENT; seed++) {
      Path part = folder.resolve("part" + seed + ".dat");
      if (!Files.exists(part)) {
        Recording made = Material.recording(seed, SYNTHETIC_SECONDS, RATE);
        List<LeadSignal> two =
            Stream.of(Lead.II, Lead.V1).map(lead -> made.signal(lead).orElseThrow()).toList();
        WfdbWriter.format212(200)
            .write(
                new Recording(two, RATE, null, null, null, made.source()), "part" + seed, folder);
      }
      parts.add(part);
    }
    return parts;
  }

  private static List<Path> mitBihRecords(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[12]\\d\\d\\.dat"))
          .filter(file -> PACED.stream().noneMatch(n -> file.endsWith(n + ".dat")))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
