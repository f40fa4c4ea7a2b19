/** The models side by side: listed, verified, shown, and given their roles. */
@NullMarked
package org.einthoven.cli.models;

import org.jspecify.annotations.NullMarked;
