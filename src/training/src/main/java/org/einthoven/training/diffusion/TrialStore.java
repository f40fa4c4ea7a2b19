package org.einthoven.training.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;

/** Trials that are done, one a line, so that an evaluation that was broken off goes on. */
final class TrialStore {

  private final Path file;

  TrialStore(Path file) {
    this.file = file;
  }

  BeatConfusion foundOr(String name, Supplier<BeatConfusion> trial) throws IOException {
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(name + ":")) {
          return parse(line.substring(name.length() + 1));
        }
      }
    }
    BeatConfusion found = trial.get();
    List<String> counts = new ArrayList<>();
    for (BeatClass annotated : BeatClass.values()) {
      for (BeatClass taken : BeatClass.values()) {
        counts.add(String.valueOf(found.count(annotated, taken)));
      }
    }
    Files.write(
        file,
        List.of(name + ":" + String.join(",", counts)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return found;
  }

  private static BeatConfusion parse(String counts) {
    String[] each = counts.split(",", -1);
    BeatConfusion confusion = new BeatConfusion();
    int next = 0;
    for (BeatClass annotated : BeatClass.values()) {
      for (BeatClass taken : BeatClass.values()) {
        for (int n = Integer.parseInt(each[next++]); n > 0; n--) {
          confusion.add(annotated, taken);
        }
      }
    }
    return confusion;
  }
}
