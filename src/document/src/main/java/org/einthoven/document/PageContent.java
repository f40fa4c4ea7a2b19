package org.einthoven.document;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.drawing.BeatMark;
import org.einthoven.ecg.drawing.BeatPanel;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.PageText;
import org.einthoven.ecg.drawing.TimeMark;
import org.einthoven.ecg.drawing.TracingPage;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of a reading, beside the tracing itself: small enough to be kept with a report,
 * so that the page can be drawn later with the words of then.
 *
 * @param text above and below the tracing, with the patient's name and identifiers as sent
 * @param beats in order of time
 * @param times where the waves of one beat begin and end
 * @param panel the typical beat, null where there is none
 */
public record PageContent(
    PageText text, List<BeatMark> beats, List<TimeMark> times, @Nullable BeatPanel panel) {

  /** Copies the lists. */
  public PageContent {
    beats = List.copyOf(beats);
    times = List.copyOf(times);
  }

  /** The page of a reading. */
  public static PageContent of(Recording recording, Reading reading) {
    return new PageContent(
        ReadingText.of(recording, reading),
        reading.beats().toOptional().orElse(List.of()).stream()
            .map(beat -> new BeatMark(beat.seconds(), beat.beatClass()))
            .toList(),
        reading.waveLimits().stream()
            .map(limit -> new TimeMark(limit.seconds(), limit.label()))
            .toList(),
        reading.typicalBeat().flatMap(beat -> TypicalBeatText.panel(beat, reading)).orElse(null));
  }

  /** The same with a further paragraph behind the statements. */
  public PageContent withParagraph(String words) {
    List<PageText.Column> columns = new ArrayList<>(text.columns());
    PageText.Column last = columns.remove(columns.size() - 1);
    List<PageText.Entry> entries = new ArrayList<>(last.entries());
    entries.add(new PageText.Entry(words, false));
    columns.add(new PageText.Column(last.share(), entries));
    return new PageContent(
        new PageText(text.title(), text.status(), columns, text.notes()), beats, times, panel);
  }

  /**
   * The same as a clinician has signed it.
   *
   * @param status for the upper right, such as {@code final}
   * @param words what stands in bold in front of what the machine stated, which is no longer bold
   */
  public PageContent signed(String status, List<String> words) {
    List<PageText.Column> columns = new ArrayList<>(text.columns());
    PageText.Column last = columns.remove(columns.size() - 1);
    List<PageText.Entry> entries = new ArrayList<>();
    words.forEach(line -> entries.add(new PageText.Entry(line, true)));
    if (!words.isEmpty()) {
      entries.add(new PageText.Entry("The machine had read:", false));
    }
    last.entries()
        .forEach(
            entry ->
                entries.add(new PageText.Entry(entry.text(), entry.strong() && words.isEmpty())));
    columns.add(new PageText.Column(last.share(), entries));
    return new PageContent(
        new PageText(text.title(), status, columns, text.notes()), beats, times, panel);
  }

  /** Draws the page of the recording that the reading is of. */
  public Drawing draw(Recording recording, PageSettings settings) {
    return TracingPage.draw(recording, text, beats, times, panel, settings);
  }
}
