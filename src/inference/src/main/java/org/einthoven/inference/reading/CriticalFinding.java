package org.einthoven.inference.reading;

/**
 * Something that somebody should look at at once.
 *
 * @param kind what
 * @param text the finding in words
 * @param reason the value and the limit that was set
 */
public record CriticalFinding(Kind kind, String text, String reason) {

  /** The kinds, the most urgent first. */
  public enum Kind {
    VENTRICULAR_RUN("critical-ventricular-run", "Run of ventricular beats"),
    PAUSE("critical-pause", "Pause"),
    SLOW_HEART("critical-slow-heart", "Very slow heart rate"),
    FAST_HEART("critical-fast-heart", "Very fast heart rate"),
    ST_ELEVATION("critical-st-elevation", "ST segment elevation"),
    LONG_QTC("critical-long-qtc", "Very long QT interval");

    private final String code;
    private final String words;

    Kind(String code, String words) {
      this.code = code;
      this.words = words;
    }

    /** Its name for programs. */
    public String code() {
      return code;
    }

    /** Its name for people. */
    public String words() {
      return words;
    }
  }
}
