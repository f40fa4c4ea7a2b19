package org.einthoven.cli.holter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.drawing.BeatMark;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.PageText;
import org.einthoven.ecg.drawing.SvgRenderer;
import org.einthoven.ecg.drawing.TracingPage;
import org.einthoven.ecg.format.LongRecording;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.holter.HeartRates;
import org.einthoven.ecg.holter.HolterBeats;
import org.einthoven.ecg.holter.picture.HolterPage;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.VentricularPatterns;
import org.einthoven.inference.reading.Reading;

/** Writes a reading as SVG: a page of charts, and strips of what stands out. */
final class HolterPictures {

  private static final String STATUS = "preliminary, not signed";
  private static final double STRIP_SECONDS = 10;
  private static final double BEFORE_SECONDS = 3;

  private final Path stem;

  /**
   * @param stem where the pictures go, without ending
   */
  HolterPictures(Path stem) {
    this.stem = stem;
  }

  void draw(HolterFile read, LongRecording recording) throws IOException, RefusedException {
    Path name = stem.getFileName();
    write(
        "holter",
        SvgRenderer.render(
            HolterPage.draw(
                read.reading().findings(),
                read.reading().summary(),
                read.axis(),
                text("Holter: " + name, entries(read)))));
    Path pause = Files.createDirectories(folder()).resolve(name + ".pause.svg");
    Path run = folder().resolve(name + ".run.svg");
    // A strip of an earlier reading must not stand beside this one.
    Files.deleteIfExists(pause);
    Files.deleteIfExists(run);
    Optional<HeartRates> rates = read.reading().summary().whole().rates();
    if (rates.isPresent()) {
      double at = rates.get().longestAt();
      double seconds = rates.get().longestSeconds();
      String words =
          "Longest RR interval: %s s after the beat at %s"
              .formatted(HolterWords.number(seconds, 2), read.axis().moment(at));
      double length = seconds < STRIP_SECONDS - BEFORE_SECONDS ? STRIP_SECONDS : 2 * STRIP_SECONDS;
      strip("pause", words, at - (length - seconds) / 2, length, read, recording);
    }
    Optional<VentricularPatterns.Run> longest =
        read.reading().summary().whole().ventricular().longestRun();
    if (longest.isPresent()) {
      String words =
          "Longest ventricular run: %d beats at %s per minute, from %s"
              .formatted(
                  longest.get().beats(),
                  HolterWords.number(longest.get().ratePerMinute(), 0),
                  read.axis().moment(longest.get().fromSeconds()));
      strip(
          "run",
          words,
          longest.get().fromSeconds() - BEFORE_SECONDS,
          2 * STRIP_SECONDS,
          read,
          recording);
    }
  }

  private Path folder() {
    Path parent = stem.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private void strip(
      String kind,
      String words,
      double fromSeconds,
      double seconds,
      HolterFile read,
      LongRecording recording)
      throws IOException, RefusedException {
    double rate = recording.samplesPerSecond();
    long from = Math.max(0, (long) (fromSeconds * rate));
    long to = Math.min(recording.length(), from + (long) Math.ceil(seconds * rate));
    Recording part = recording.read(from, to);
    double start = from / rate;
    HolterBeats beats = read.reading().findings().beats();
    List<BeatMark> marks = new ArrayList<>();
    for (int i = beats.firstFrom(start); i < beats.count() && beats.seconds(i) < to / rate; i++) {
      double at = beats.seconds(i) - start;
      beats.beatClass(i).ifPresent(found -> marks.add(new BeatMark(at, found)));
    }
    List<PageText.Entry> entries =
        List.of(
            new PageText.Entry(words, true),
            new PageText.Entry(
                "The strip begins at "
                    + read.axis().moment(start)
                    + ". "
                    + HolterWords.recording(read),
                false));
    write(
        kind,
        SvgRenderer.render(
            TracingPage.draw(
                part,
                text("Holter strip: " + stem.getFileName(), entries),
                marks,
                List.of(),
                PageSettings.standard())));
  }

  private static List<PageText.Entry> entries(HolterFile read) {
    List<PageText.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, String> line : HolterWords.lines(read).entrySet()) {
      entries.add(new PageText.Entry(line.getKey() + ": " + line.getValue(), false));
    }
    return entries;
  }

  private static PageText text(String title, List<PageText.Entry> entries) {
    int half = (entries.size() + 1) / 2;
    return new PageText(
        title,
        STATUS,
        List.of(
            new PageText.Column(1, entries.subList(0, half)),
            new PageText.Column(1, entries.subList(half, entries.size()))),
        List.of(Reading.INTENDED_USE));
  }

  private void write(String kind, String svg) throws IOException {
    Files.writeString(stem.resolveSibling(stem.getFileName() + "." + kind + ".svg"), svg);
  }
}
