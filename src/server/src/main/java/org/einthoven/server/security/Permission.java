package org.einthoven.server.security;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What may be done with a resource type (SMART App Launch 2.2, scopes of FHIR resources). */
public enum Permission {
  CREATE('c'),
  /** One resource, its versions, its history. */
  READ('r'),
  UPDATE('u'),
  DELETE('d'),
  /** Searches, and the histories of a type and of all. */
  SEARCH('s');

  private final char letter;

  Permission(char letter) {
    this.letter = letter;
  }

  /** Whether it leaves a new version behind. */
  boolean isWriting() {
    return this == CREATE || this == UPDATE;
  }

  /** In words, such as {@code search}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The permissions of letters that are among {@code cruds}. */
  static Set<Permission> of(String letters) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    for (Permission permission : values()) {
      if (letters.indexOf(permission.letter) >= 0) {
        all.add(permission);
      }
    }
    return all;
  }
}
