package org.einthoven.server.outbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.9",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.19.255.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:a00:1::",
        "2002:7f00:1::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "4000::1"
      })
  void aSpecialAddressIsNotPublic(String address) throws UnknownHostException {
    assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1",
        "172.32.0.1", "192.1.0.1", "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
        "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::808:808", "2002:808:808::1"
      })
  void anyOtherAddressIsPublic(String address) throws UnknownHostException {
    assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x?y=1,192.0.2.7,https://192.0.2.7:443/x?y=1",
    "http://a.example,192.0.2.7,http://192.0.2.7:80/",
    "http://a.example:8080//b.example/x,192.0.2.7,http://192.0.2.7:8080//b.example/x",
    "http://a.example/%2F..,2001:db8::7,http://[2001:db8:0:0:0:0:0:7]:80/%2F.."
  })
  void aRequestGoesToTheAddressThatWasLookedAt(String to, String address, String pinned)
      throws UnknownHostException {
    URI uri = PinnedClients.pinned(URI.create(to), InetAddress.getByName(address));
    assertThat(uri).hasToString(pinned);
    assertThat(uri.getHost()).isEqualTo(URI.create(pinned).getHost());
  }

  @Test
  void theHostHeaderKeepsTheName() {
    assertThat(PinnedClients.host(URI.create("https://a.example/x"))).isEqualTo("a.example");
    assertThat(PinnedClients.host(URI.create("http://a.example:81/"))).isEqualTo("a.example:81");
  }
}
