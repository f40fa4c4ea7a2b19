/** The generator of synthetic beats: a verified denoising network, and sampling with it. */
@NullMarked
package org.einthoven.inference.diffusion;

import org.jspecify.annotations.NullMarked;
