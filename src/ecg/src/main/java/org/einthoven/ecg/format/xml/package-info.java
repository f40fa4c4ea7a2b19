/**
 * The one place where XML is read: a cursor that is closed to entities and bounded in every way.
 */
@NullMarked
package org.einthoven.ecg.format.xml;

import org.jspecify.annotations.NullMarked;
