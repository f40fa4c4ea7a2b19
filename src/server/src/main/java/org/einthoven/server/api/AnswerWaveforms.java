package org.einthoven.server.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.einthoven.fhir.waveform.DeflatedText;
import org.einthoven.fhir.waveform.Placeholder;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.einthoven.server.store.WaveformStore;

/**
 * The waveforms of one answer: those that came with the request, and those in the store, which are
 * fetched some dozens at a time in the order in which the answer holds them.
 */
final class AnswerWaveforms implements WaveformLookup {

  /** Of about eight ECGs; what lies in memory stays small however long the answer is. */
  private static final int AT_ONCE = 96;

  private final Exchange exchange;
  private final Supplier<WaveformStore> store;
  private final Map<String, DeflatedText> fetched = new HashMap<>();
  private List<String> order = List.of();

  AnswerWaveforms(Exchange exchange, Supplier<WaveformStore> store) {
    this.exchange = exchange;
    this.store = store;
  }

  /** Says which are about to be asked for. */
  void expect(byte[] slim) {
    order = Placeholder.in(slim);
  }

  @Override
  public Optional<String> text(String sha256) {
    return exchange.body().lookup().text(sha256).or(() -> stored(sha256).map(DeflatedText::text));
  }

  @Override
  public Optional<DeflatedText> deflated(String sha256) {
    return exchange.body().waveforms().containsKey(sha256) ? Optional.empty() : stored(sha256);
  }

  private Optional<DeflatedText> stored(String sha256) {
    if (!fetched.containsKey(sha256)) {
      fetched.clear();
      int at = Math.max(0, order.indexOf(sha256));
      Set<String> wanted = new HashSet<>(order.subList(at, Math.min(order.size(), at + AT_ONCE)));
      wanted.add(sha256);
      fetched.putAll(store.get().deflated(wanted));
    }
    return Optional.ofNullable(fetched.get(sha256));
  }
}
