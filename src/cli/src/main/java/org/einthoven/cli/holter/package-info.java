/** {@code holter}: a long recording read as a stream, in words, tables and pictures. */
@NullMarked
package org.einthoven.cli.holter;

import org.jspecify.annotations.NullMarked;
