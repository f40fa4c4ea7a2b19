package org.einthoven.cli.analyze;

import java.util.List;

/** A way to write readings down. */
interface ReadingFormat {

  /** The ending of a file of this form, with its dot. */
  String ending();

  /** Writes readings, in order; refusals are left out where the form has no place for them. */
  String write(List<FileReading> readings);
}
