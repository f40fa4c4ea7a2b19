package org.einthoven.training.data;

/**
 * Which database it is, and where it can be had.
 *
 * @param name its name
 * @param version its version
 * @param licence under which it is given
 * @param address where it can be downloaded
 */
public record DatabaseIdentity(String name, String version, String licence, String address) {

  /** Name and version. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}
