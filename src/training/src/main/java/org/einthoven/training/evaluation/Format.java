package org.einthoven.training.evaluation;

/** In which form a result is printed. */
public enum Format {
  TEXT,
  JSON,
  MARKDOWN
}
