/**
 * Evidence of atrial fibrillation in one lead: how irregular the rhythm is, whether P waves precede
 * the beats, what lies between them, and how much of it may be noise.
 */
@NullMarked
package org.einthoven.ecg.rhythm;

import org.jspecify.annotations.NullMarked;
