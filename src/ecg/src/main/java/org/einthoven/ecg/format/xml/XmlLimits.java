package org.einthoven.ecg.format.xml;

/**
 * What a document may hold.
 *
 * @param bytes how long it may be
 * @param depth how deep its elements may nest
 * @param attributes how many attributes an element may have
 * @param characters how long an attribute's value or a text that is kept whole may be
 */
public record XmlLimits(long bytes, int depth, int attributes, int characters) {

  /** 64 MiB, 100 levels, 64 attributes, 65,536 characters: several times what ECG files need. */
  public static final XmlLimits DEFAULT = new XmlLimits(64L << 20, 100, 64, 1 << 16);
}
