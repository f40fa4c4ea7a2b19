/**
 * ECGs out of files of unknown content: told apart by what they hold, unwrapped, read or refused by
 * the name of their format.
 */
@NullMarked
package org.einthoven.ecg.format.file;

import org.jspecify.annotations.NullMarked;
