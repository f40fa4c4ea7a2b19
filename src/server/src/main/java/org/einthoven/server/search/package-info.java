/**
 * FHIR resources in the store: writing them with their index entries, reading them, finding them.
 */
@NullMarked
package org.einthoven.server.search;

import org.jspecify.annotations.NullMarked;
