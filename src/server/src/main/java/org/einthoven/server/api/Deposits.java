package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.WaveformStore;
import org.jspecify.annotations.Nullable;

/** Stores what was sent. */
@Singleton
public class Deposits {

  private final ResourceWriter writer;
  private final WaveformStore waveforms;

  /** Into the store. */
  public Deposits(ResourceWriter writer, WaveformStore waveforms) {
    this.writer = writer;
    this.waveforms = waveforms;
  }

  /**
   * A resource to store.
   *
   * @param id its own or a new one
   * @param put whether it may replace one
   * @param expected the version to replace, null for any
   * @param place where it stands in what was sent, such as {@code Bundle.entry[2].resource}
   */
  record Deposit(
      FhirResource resource,
      ResourceId id,
      boolean put,
      @Nullable Integer expected,
      String place) {}

  /**
   * What came of it.
   *
   * @param repeat whether the recording was there already, so that nothing was stored
   * @param said an OperationOutcome for who asks for one
   */
  record Deposited(
      FhirResource resource, boolean created, boolean repeat, @Nullable FhirResource said) {}

  /** Stores resources together, in the current transaction; the answers are in the same order. */
  List<Deposited> store(List<Deposit> deposits, Exchange exchange) {
    waveforms.keep(exchange.body().waveforms());
    List<Deposited> done = new ArrayList<>();
    for (Deposit deposit : deposits) {
      done.add(store(deposit));
    }
    return done;
  }

  private Deposited store(Deposit deposit) {
    if (deposit.put()) {
      ResourceWriter.Written written = writer.put(deposit.resource(), deposit.expected());
      return new Deposited(written.resource(), written.created(), false, null);
    }
    return new Deposited(writer.create(deposit.resource(), deposit.id().id()), true, false, null);
  }
}
