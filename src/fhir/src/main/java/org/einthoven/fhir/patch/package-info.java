/** Changes of a part of a resource. */
@NullMarked
package org.einthoven.fhir.patch;

import org.jspecify.annotations.NullMarked;
