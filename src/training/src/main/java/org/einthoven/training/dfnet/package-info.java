/** Training, judging and shipping the multi-task DFNet. */
@NullMarked
package org.einthoven.training.dfnet;

import org.jspecify.annotations.NullMarked;
