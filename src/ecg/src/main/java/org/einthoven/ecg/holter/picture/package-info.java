/** A long recording in pictures: heart rate and ectopic beats over the hours, RR intervals. */
@NullMarked
package org.einthoven.ecg.holter.picture;

import org.jspecify.annotations.NullMarked;
