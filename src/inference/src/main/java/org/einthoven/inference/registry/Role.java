package org.einthoven.inference.registry;

/** What a version is used for. */
public enum Role {
  /** It makes the reports. */
  ACTIVE,
  /** It scores what the active one scores; its scores are stored and not reported. */
  SHADOW,
  /** It is there and not used. */
  AVAILABLE
}
