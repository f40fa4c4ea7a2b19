package org.einthoven.server.store;

import java.nio.charset.StandardCharsets;

/** What a check of the store has to know of how waveforms lie in it. */
public final class StoredWaveforms {

  private StoredWaveforms() {}

  /** The SHA-256 of the text in stored bytes, by which it is kept. */
  public static String sha256(byte[] content) {
    return Hash.sha256(WaveformBytes.unpacked(content).text().getBytes(StandardCharsets.UTF_8));
  }
}
