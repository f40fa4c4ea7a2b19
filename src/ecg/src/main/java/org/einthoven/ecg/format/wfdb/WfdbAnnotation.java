package org.einthoven.ecg.format.wfdb;

/**
 * One annotation.
 *
 * @param sample the sample that it is about, from 0
 * @param code its number in the MIT format, 1 to 49
 * @param subtype the annotator's subtype, -128 to 127, mostly 0
 * @param channel the signal that it is about, mostly 0
 * @param number the annotator's number field, mostly 0
 * @param text the auxiliary text, such as a rhythm {@code (AFIB}; empty where there is none
 */
public record WfdbAnnotation(
    long sample, int code, int subtype, int channel, int number, String text) {

  /** The codes in the order of their numbers; a blank is a number without meaning. */
  private static final String MNEMONICS = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r";

  /** What PhysioNet's table of annotations calls beats; a flutter wave {@code !} is none. */
  private static final String BEATS = "NLRBAaJSVrFejnE/fQ?";

  /** An annotation that has a place and a mnemonic only. */
  public static WfdbAnnotation of(long sample, char mnemonic) {
    int code = MNEMONICS.indexOf(mnemonic);
    if (code < 1 || mnemonic == ' ') {
      throw new IllegalArgumentException("no annotation code has the mnemonic " + mnemonic);
    }
    return new WfdbAnnotation(sample, code, 0, 0, 0, "");
  }

  /** The code's one-letter mnemonic, such as {@code N} or {@code V}; {@code ' '} for none. */
  public char mnemonic() {
    return code < MNEMONICS.length() ? MNEMONICS.charAt(code) : ' ';
  }

  /** Whether a heartbeat is annotated, rather than a rhythm, a wave or a signal's quality. */
  public boolean isBeat() {
    char mnemonic = mnemonic();
    return mnemonic != ' ' && BEATS.indexOf(mnemonic) >= 0;
  }
}
