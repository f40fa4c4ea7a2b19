/** Orders (ServiceRequest) and what fulfils them. */
@NullMarked
package org.einthoven.fhir.order;

import org.jspecify.annotations.NullMarked;
