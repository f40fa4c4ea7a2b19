/** What follows from measurements by published criteria. */
@NullMarked
package org.einthoven.ecg.statement;

import org.jspecify.annotations.NullMarked;
