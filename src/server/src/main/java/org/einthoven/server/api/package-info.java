/** The HTTP front: FHIR at {@code /fhir}, files at {@code /ecg}. */
@NullMarked
package org.einthoven.server.api;

import org.jspecify.annotations.NullMarked;
