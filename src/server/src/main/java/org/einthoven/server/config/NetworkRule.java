package org.einthoven.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where nobody has to log in, nobody but this machine may reach the server. */
public final class NetworkRule {

  /** What the rule says of an address. */
  public enum Verdict {
    /** Only this machine reaches it. */
    LOOPBACK,
    /** Others reach it, and the operator asked for that. */
    REMOTE_ALLOWED,
    /** Others would reach it, and nobody asked for that. */
    REFUSED
  }

  private NetworkRule() {}

  /**
   * Judges an address to listen on.
   *
   * @param host a name or a literal address
   * @param allowRemote whether they have to log in, or else what {@code
   *     einthoven.network.allow-remote} says
   */
  public static Verdict judge(String host, boolean allowRemote) {
    if (isLoopback(host)) {
      return Verdict.LOOPBACK;
    }
    return allowRemote ? Verdict.REMOTE_ALLOWED : Verdict.REFUSED;
  }

  private static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
