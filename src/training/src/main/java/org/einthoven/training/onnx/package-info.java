/** Writing networks as ONNX. */
@NullMarked
package org.einthoven.training.onnx;

import org.jspecify.annotations.NullMarked;
