package org.einthoven.server.api;

import org.einthoven.server.intake.RecordingSubmission;
import org.einthoven.server.intake.Registration;

/** How an ECG is handed to the intake: to be analysed by a worker, or at once. */
@FunctionalInterface
interface Registering {

  Registration register(RecordingSubmission submission);
}
