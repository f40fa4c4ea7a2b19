package org.einthoven.ecg.drawing;

import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;

/**
 * One beat to be drawn by itself under the tracing, at twice its speed. Up to four leads have room.
 *
 * @param caption what stands above it
 * @param samplesPerSecond the rate of its samples
 * @param leads what is drawn, from left to right
 * @param times where its waves begin and end, from its first sample
 */
public record BeatPanel(
    String caption, double samplesPerSecond, List<LeadSignal> leads, List<TimeMark> times) {

  static final int MOST_LEADS = 4;
  static final int MILLIMETRES_PER_SECOND = 50;

  /** Checks the number of leads and copies the lists. */
  public BeatPanel {
    if (leads.isEmpty() || leads.size() > MOST_LEADS) {
      throw new IllegalArgumentException("a panel has one to four leads");
    }
    leads = List.copyOf(leads);
    times = List.copyOf(times);
  }
}
