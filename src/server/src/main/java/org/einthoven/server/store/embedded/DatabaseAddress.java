package org.einthoven.server.store.embedded;

/**
 * How to reach a database.
 *
 * @param jdbcUrl the JDBC URL
 * @param username the role
 * @param password its password
 */
public record DatabaseAddress(String jdbcUrl, String username, String password) {

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "DatabaseAddress[" + jdbcUrl + ", " + username + "]";
  }
}
