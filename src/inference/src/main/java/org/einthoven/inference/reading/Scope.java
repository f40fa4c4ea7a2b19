package org.einthoven.inference.reading;

import java.util.Optional;
import java.util.OptionalInt;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.statement.Person;

/** For whom the model may speak. For others, what is measured stands alone. */
final class Scope {

  private static final int ADULT_YEARS = 18;

  private Scope() {}

  /** Why the model may not class anything in this recording, empty where it may. */
  static Optional<String> outside(Recording recording) {
    return isChild(recording)
        ? Optional.of("the patient is under 18; the model was not validated in children")
        : Optional.empty();
  }

  private static boolean isChild(Recording recording) {
    OptionalInt years = Person.of(recording).years();
    return years.isPresent() && years.getAsInt() < ADULT_YEARS;
  }
}
