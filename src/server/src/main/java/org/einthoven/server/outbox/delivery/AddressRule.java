package org.einthoven.server.outbox.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from those that a stranger must not have this server reach
 * (server-side request forgery). The special blocks are those of IANA's registries for IPv4 and
 * IPv6 (RFC 6890); an IPv6 address that carries an IPv4 address is as public as that one.
 */
final class AddressRule {

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final int BYTE = 0xff;

  private AddressRule() {}

  /** Whether an address is public. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] bytes) {
    int first = bytes[0] & BYTE;
    int second = bytes[1] & BYTE;
    int third = bytes[2] & BYTE;
    boolean shared = first == 100 && second >= 64 && second < 128; // RFC 6598
    boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean benchmarks = first == 198 && (second == 18 || second == 19);
    boolean examples =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    boolean reserved = first == 0 || first >= 240;
    return !(shared || protocols || benchmarks || examples || reserved);
  }

  private static boolean isPublicV6(byte[] bytes) {
    if (Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length)) {
      return isPublicCarried(bytes, 12);
    }
    int first = ((bytes[0] & BYTE) << 8) | (bytes[1] & BYTE);
    if (first == 0x2002) {
      return isPublicCarried(bytes, 2); // 6to4, RFC 3056
    }
    // 2000::/3 is all that is given out; of it 2001::/23 serves protocols such as Teredo, and
    // 2001:db8::/32 and 3fff::/20 examples.
    int second = ((bytes[2] & BYTE) << 8) | (bytes[3] & BYTE);
    boolean global = first >= 0x2000 && first < 0x4000;
    boolean protocols = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    return global && !protocols && !(first == 0x3fff && second < 0x1000);
  }

  private static boolean isPublicCarried(byte[] bytes, int from) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
