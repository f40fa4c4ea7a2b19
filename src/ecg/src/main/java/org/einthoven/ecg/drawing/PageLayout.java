package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * Where the leads stand on a page. Columns follow one another in time, so that a beat of the rhythm
 * strip stands under the same beat of the leads above it.
 */
public enum PageLayout {
  /** The twelve leads where all are there, otherwise {@link #ROWS}. */
  AUTOMATIC,
  /** Three rows of four leads and a rhythm strip of lead II over the whole width. */
  THREE_BY_FOUR,
  /** Six rows of two leads: limb leads, then chest leads. */
  SIX_BY_TWO,
  /** The twelve leads one under the other, each over the whole width. */
  TWELVE_BY_ONE,
  /**
   * The leads that were recorded, up to twelve, one under the other; a longer recording of one or
   * two leads goes on underneath.
   */
  ROWS;

  private static final List<Lead> TWELVE =
      List.of(
          Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3,
          Lead.V4, Lead.V5, Lead.V6);

  /** Of a recording that goes on underneath, so that 3.5 mV fit between one row and the next. */
  private static final int MOST_CONTINUED_ROWS = 4;

  PageLayout fitting(Recording recording) {
    if (this != AUTOMATIC) {
      return this;
    }
    return TWELVE.stream().allMatch(lead -> recording.signal(lead).isPresent())
        ? THREE_BY_FOUR
        : ROWS;
  }

  /**
   * The groups of rows from top to bottom, each beginning where the one above ends in time unless
   * they show the same time.
   */
  List<Group> groups(Recording recording, double fromSeconds, double secondsAcross) {
    return switch (fitting(recording)) {
      case THREE_BY_FOUR ->
          List.of(
              new Group(fromSeconds, grid(3, 4), false),
              new Group(fromSeconds, List.of(List.of(rhythmLead(recording))), true));
      case SIX_BY_TWO -> List.of(new Group(fromSeconds, grid(6, 2), true));
      case TWELVE_BY_ONE -> List.of(new Group(fromSeconds, grid(12, 1), true));
      case ROWS, AUTOMATIC -> rows(recording, fromSeconds, secondsAcross);
    };
  }

  private static List<List<Lead>> grid(int rows, int columns) {
    List<List<Lead>> grid = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Lead> leads = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        leads.add(TWELVE.get(column * rows + row));
      }
      grid.add(leads);
    }
    return grid;
  }

  private static Lead rhythmLead(Recording recording) {
    return recording.signal(Lead.II).isPresent() ? Lead.II : recording.leads().get(0).lead();
  }

  private static List<Group> rows(Recording recording, double from, double secondsAcross) {
    List<List<Lead>> rows =
        recording.leads().stream().limit(TWELVE.size()).map(s -> List.of(s.lead())).toList();
    int repeats = rows.size() > 2 ? 1 : MOST_CONTINUED_ROWS / rows.size();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      double start = from + i * secondsAcross;
      if (i == 0 || start < recording.durationSeconds()) {
        groups.add(new Group(start, rows, true));
      }
    }
    return groups;
  }

  /** The leads of the recording that none of the groups shows, in its order. */
  static List<Lead> leftOut(Recording recording, List<Group> groups) {
    List<Lead> shown =
        groups.stream().flatMap(group -> group.rows().stream()).flatMap(List::stream).toList();
    return recording.leads().stream()
        .map(LeadSignal::lead)
        .filter(lead -> !shown.contains(lead))
        .toList();
  }

  /**
   * Rows that show the same time.
   *
   * @param fromSeconds the time at their left end
   * @param rows the leads of each row, from left to right
   * @param beatsMarked whether beats are marked above them
   */
  record Group(double fromSeconds, List<List<Lead>> rows, boolean beatsMarked) {}
}
