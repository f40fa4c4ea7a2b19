/** A recording and its reading on one page that a clinician reads, and that page as PDF. */
@NullMarked
package org.einthoven.document;

import org.jspecify.annotations.NullMarked;
