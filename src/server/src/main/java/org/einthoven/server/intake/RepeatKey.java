package org.einthoven.server.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.recording.Subjects;
import org.einthoven.server.store.EncodedSignal;
import org.einthoven.server.store.Hash;

/**
 * What two copies of the same ECG have in common: sender, patient, order, format, acquisition time,
 * rate, leads and samples. Two ECGs that differ in any of these are two ECGs.
 */
final class RepeatKey {

  private RepeatKey() {}

  static String of(RecordingSubmission submission, EncodedSignal signal) {
    Recording recording = submission.recording();
    PatientAsSent patient = recording.patient();
    AcquisitionTime acquired = recording.acquired();
    MessageDigest digest = Hash.digest();
    add(digest, List.of(submission.sender()));
    add(digest, List.of(Subjects.reference(submission.source())));
    add(digest, patient == null ? List.of() : identifiers(patient.identifiers()));
    add(digest, List.of(submission.order()));
    add(digest, identifiers(recording.source().orderIds()));
    add(digest, List.of(recording.source().format()));
    add(digest, acquired == null ? List.of() : List.of(acquired.toString()));
    add(digest, List.of(signal.sha256()));
    return Hash.hex(digest.digest());
  }

  private static List<String> identifiers(List<SentIdentifier> identifiers) {
    return identifiers.stream()
        .flatMap(
            identifier ->
                Stream.of(
                    identifier.authority() == null ? "" : identifier.authority(),
                    identifier.value()))
        .toList();
  }

  /** Every part with its length before it, so that no two different lists give the same bytes. */
  private static void add(MessageDigest digest, List<String> parts) {
    digest.update((parts.size() + "\n").getBytes(StandardCharsets.UTF_8));
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
  }
}
