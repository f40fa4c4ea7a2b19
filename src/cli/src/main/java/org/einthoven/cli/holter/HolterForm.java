package org.einthoven.cli.holter;

/** The forms in which {@code holter} gives its result. */
enum HolterForm {
  TEXT(".holter.txt"),
  JSON(".holter.json"),
  MARKDOWN(".holter.md");

  private final String ending;

  HolterForm(String ending) {
    this.ending = ending;
  }

  /** What is put behind the record's name. */
  String ending() {
    return ending;
  }
}
