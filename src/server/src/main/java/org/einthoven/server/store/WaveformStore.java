package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The long waveform texts that were taken out of FHIR resources, by their SHA-256. */
@Singleton
public class WaveformStore {

  private final Waveforms waveforms;

  @Singleton
  static class Waveforms implements PanacheRepositoryBase<WaveformEntity, String> {}

  WaveformStore(Waveforms waveforms) {
    this.waveforms = waveforms;
  }

  /**
   * Keeps texts in the caller's transaction.
   *
   * @param texts by the SHA-256 of their UTF-8 bytes
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(Map<String, String> texts) {
    // In one order for everybody, so that two transactions with the same texts cannot deadlock.
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      waveforms
          .getEntityManager()
          .createNativeQuery(
              "insert into waveform (sha256, content) values (:sha256, :content)"
                  + " on conflict do nothing")
          .setParameter("sha256", text.getKey())
          .setParameter(
              "content", Compression.pack(text.getValue().getBytes(StandardCharsets.UTF_8)))
          .executeUpdate();
    }
  }

  /** The text with this SHA-256. */
  @Transactional
  public Optional<String> text(String sha256) {
    return waveforms
        .findByIdOptional(sha256)
        .map(found -> new String(Compression.unpack(found.content), StandardCharsets.UTF_8));
  }
}
