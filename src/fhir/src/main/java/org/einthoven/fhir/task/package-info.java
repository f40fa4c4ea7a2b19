/** The analysis of a recording as a FHIR Task, which tells a client how far it is. */
@NullMarked
package org.einthoven.fhir.task;

import org.jspecify.annotations.NullMarked;
