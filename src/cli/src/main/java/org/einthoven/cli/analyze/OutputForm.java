package org.einthoven.cli.analyze;

/** The forms in which {@code analyze} gives its result. */
enum OutputForm {
  TEXT,
  JSON,
  FHIR,
  MARKDOWN
}
