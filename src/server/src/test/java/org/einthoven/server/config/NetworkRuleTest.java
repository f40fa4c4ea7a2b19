package org.einthoven.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkRuleTest {

  @Test
  void loopbackIsAlwaysFine() {
    for (String host : new String[] {"127.0.0.1", "127.9.9.9", "::1", "localhost"}) {
      assertThat(NetworkRule.judge(host, false)).isEqualTo(NetworkRule.Verdict.LOOPBACK);
    }
  }

  @Test
  void everythingElseIsRefusedUnlessAllowed() {
    for (String host : new String[] {"0.0.0.0", "::", "192.0.2.1"}) {
      assertThat(NetworkRule.judge(host, false)).isEqualTo(NetworkRule.Verdict.REFUSED);
      assertThat(NetworkRule.judge(host, true)).isEqualTo(NetworkRule.Verdict.REMOTE_ALLOWED);
    }
  }

  @Test
  void aNameThatDoesNotResolveIsNotLoopback() {
    assertThat(NetworkRule.judge("no-such-host.invalid", false))
        .isEqualTo(NetworkRule.Verdict.REFUSED);
  }
}
