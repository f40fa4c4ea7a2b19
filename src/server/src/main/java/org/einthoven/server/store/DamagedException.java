package org.einthoven.server.store;

/** What is stored is not what was stored: its hash is another one, or it cannot be unpacked. */
public class DamagedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * Names what is damaged.
   *
   * @param what table and key, without anything of its content
   */
  public DamagedException(String what) {
    super("stored bytes are damaged: " + what);
    this.what = what;
  }

  /** Table and key. */
  public String what() {
    return what;
  }
}
