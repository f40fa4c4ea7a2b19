package org.einthoven.server.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.waveform.DeflatedText;
import org.einthoven.fhir.waveform.Placeholder;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.einthoven.server.store.WaveformStore;

/** The waveforms of the resource that is written just now, fetched together. */
final class LineWaveforms implements WaveformLookup {

  private final WaveformStore store;
  private Map<String, DeflatedText> fetched = Map.of();

  LineWaveforms(WaveformStore store) {
    this.store = store;
  }

  /** Says which resource is about to be written. */
  void expect(byte[] json) {
    List<String> wanted = Placeholder.in(json);
    fetched = wanted.isEmpty() ? Map.of() : store.deflated(wanted);
  }

  @Override
  public Optional<String> text(String sha256) {
    return deflated(sha256).map(DeflatedText::text);
  }

  @Override
  public Optional<DeflatedText> deflated(String sha256) {
    return Optional.ofNullable(fetched.get(sha256));
  }
}
