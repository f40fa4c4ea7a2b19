package org.einthoven.inference.reading;

/** What is measured of the typical beat over twelve leads, beside the heart rate. */
public enum EcgValue {
  P_DURATION("pDurationMilliseconds", "P duration", "ms"),
  PR("prMilliseconds", "PR interval", "ms"),
  QRS("qrsMilliseconds", "QRS duration", "ms"),
  QT("qtMilliseconds", "QT interval", "ms"),
  QTC_BAZETT("qtcBazettMilliseconds", "QTc (Bazett)", "ms"),
  QTC_FRIDERICIA("qtcFridericiaMilliseconds", "QTc (Fridericia)", "ms"),
  QTC_FRAMINGHAM("qtcFraminghamMilliseconds", "QTc (Framingham)", "ms"),
  QTC_HODGES("qtcHodgesMilliseconds", "QTc (Hodges)", "ms"),
  P_AXIS("pAxisDegrees", "P axis", "deg"),
  QRS_AXIS("qrsAxisDegrees", "QRS axis", "deg"),
  T_AXIS("tAxisDegrees", "T axis", "deg");

  private final String field;
  private final String words;
  private final String unit;

  EcgValue(String field, String words, String unit) {
    this.field = field;
    this.words = words;
    this.unit = unit;
  }

  /** The name of its field in JSON, with the unit. */
  public String field() {
    return field;
  }

  /** Its name for people. */
  public String words() {
    return words;
  }

  /** Its unit, in UCUM. */
  public String unit() {
    return unit;
  }
}
