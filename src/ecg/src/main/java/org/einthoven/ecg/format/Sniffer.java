package org.einthoven.ecg.format;

/** How much of a file decides what it is. */
public final class Sniffer {

  /** The longest head that a reader is given to recognise its format by. */
  public static final int HEAD_BYTES = 8192;

  private Sniffer() {}
}
