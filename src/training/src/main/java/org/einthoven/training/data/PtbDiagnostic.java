package org.einthoven.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;

/**
 * The PTB Diagnostic ECG Database 1.0.0 (Bousseljot, Kreiseler, Schnabel 1995), as an external
 * test: infarction against healthy controls, by the header's reason for admission.
 */
public final class PtbDiagnostic {

  /** Where it can be downloaded. */
  public static final String ADDRESS = "https://physionet.org/content/ptbdb/1.0.0/";

  private static final Pattern REASON =
      Pattern.compile("#\\s*Reason for admission:\\s*(.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern AGE =
      Pattern.compile("#\\s*age:\\s*([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEX =
      Pattern.compile("#\\s*sex:\\s*(male|female)", Pattern.CASE_INSENSITIVE);

  private final Path folder;

  /** The database in a folder. */
  public PtbDiagnostic(Path folder) {
    this.folder = folder;
  }

  /** The median beats of patients with infarction and of healthy controls. */
  public MedianBeatSet medianBeats() throws IOException {
    List<Path> headers;
    try (Stream<Path> files = Files.walk(folder, 2)) {
      headers = files.filter(file -> file.toString().endsWith(".hea")).sorted().toList();
    } catch (UncheckedIOException | java.nio.file.NoSuchFileException e) {
      throw new MissingDataException("PTB Diagnostic ECG Database 1.0.0", folder, ADDRESS);
    }
    if (headers.isEmpty()) {
      throw new MissingDataException("PTB Diagnostic ECG Database 1.0.0", folder, ADDRESS);
    }
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (Path header : headers) {
      String text = Files.readString(header, StandardCharsets.ISO_8859_1);
      String reason = first(REASON, text, "");
      boolean infarction = reason.startsWith("Myocardial infarction");
      boolean healthy = reason.startsWith("Healthy control");
      if (!infarction && !healthy) {
        continue;
      }
      Recording recording = PtbXl.recording(header);
      Path parent = header.getParent();
      if (parent != null
          && BeatPreparation.prepare(recording, QrsDetector.detect(recording)).medianBeat()
              instanceof Prepared.Ready<MedianBeat> ready) {
        entries.add(
            new MedianBeatSet.Entry(
                ready.input().millivolts(),
                infarction,
                healthy,
                0,
                String.valueOf(parent.getFileName()),
                Double.parseDouble(first(AGE, text, "NaN")),
                first(SEX, text, "unknown")));
      }
    }
    return new MedianBeatSet(entries);
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1).strip() : otherwise;
  }
}
