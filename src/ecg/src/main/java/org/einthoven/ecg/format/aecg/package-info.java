/**
 * The HL7 v3 Annotated ECG (aECG), release 1 of December 2003, {@code PORT_MT020001}.
 *
 * <p>Source: B. D. Brown and F. Badilini, <i>HL7 aECG Implementation Guide</i>, 2005, and the
 * schema of the release.
 */
@NullMarked
package org.einthoven.ecg.format.aecg;

import org.jspecify.annotations.NullMarked;
