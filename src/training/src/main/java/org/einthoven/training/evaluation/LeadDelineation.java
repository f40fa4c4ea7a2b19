package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.einthoven.ecg.measurement.Delineation;
import org.einthoven.ecg.measurement.LeadWave;
import org.einthoven.ecg.measurement.LeadWaves;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.Ludb;
import org.einthoven.training.data.Ludb.Marked;
import org.einthoven.training.data.Ludb.Wave;

/** The waves of every beat in every lead, with beats that were detected, beside the marks there. */
final class LeadDelineation {

  private static final double MILLISECONDS = 1000;

  private final Map<Wave, WaveTally> all = new EnumMap<>(Wave.class);
  private final Map<Lead, Map<Wave, WaveTally>> byLead = new LinkedHashMap<>();

  /** Delineates a record and adds it. */
  void add(Ludb.Annotated record) {
    double rate = record.recording().samplesPerSecond();
    List<Delineation.Beat> beats =
        Delineation.of(record.recording(), QrsDetector.detect(record.recording()));
    for (int i = 0; i < Ludb.LEADS.size(); i++) {
      Lead lead = Ludb.LEADS.get(i);
      List<Marked> marked = record.marked().get(i);
      double from = marked.stream().mapToInt(Marked::onset).min().orElse(0) / rate;
      double to = marked.stream().mapToInt(Marked::end).max().orElse(0) / rate;
      for (Wave wave : Wave.values()) {
        List<WaveTally.Wave> found = found(beats, lead, wave);
        List<WaveTally.Wave> truth =
            marked.stream()
                .filter(one -> one.wave() == wave)
                .map(
                    one ->
                        new WaveTally.Wave(
                            one.onset() * MILLISECONDS / rate,
                            one.peak() * MILLISECONDS / rate,
                            one.end() * MILLISECONDS / rate))
                .toList();
        for (WaveTally tally : List.of(tally(all, wave), tally(lead, wave))) {
          tally.add(truth, found, from * MILLISECONDS, to * MILLISECONDS);
        }
      }
    }
  }

  private static List<WaveTally.Wave> found(List<Delineation.Beat> beats, Lead lead, Wave wave) {
    return beats.stream()
        .flatMap(
            beat ->
                beat.leads().stream()
                    .filter(waves -> waves.lead() == lead)
                    .flatMap(waves -> at(of(waves, wave), beat.seconds() * MILLISECONDS).stream()))
        .toList();
  }

  private static LeadWave of(LeadWaves waves, Wave wave) {
    return switch (wave) {
      case P -> waves.p();
      case QRS -> waves.qrs();
      case T -> waves.t();
    };
  }

  private static Optional<WaveTally.Wave> at(LeadWave wave, double reference) {
    return wave.onset() instanceof Measure.Value onset
            && wave.peak() instanceof Measure.Value peak
            && wave.end() instanceof Measure.Value end
        ? Optional.of(
            new WaveTally.Wave(
                reference + onset.value(), reference + peak.value(), reference + end.value()))
        : Optional.empty();
  }

  private WaveTally tally(Lead lead, Wave wave) {
    return tally(byLead.computeIfAbsent(lead, key -> new EnumMap<>(Wave.class)), wave);
  }

  private static WaveTally tally(Map<Wave, WaveTally> tallies, Wave wave) {
    return tallies.computeIfAbsent(wave, key -> new WaveTally());
  }

  /** Adds the table of all leads and of each. */
  void addTo(EvaluationResult result, String title) {
    result.heading(title);
    List<List<String>> rows = new ArrayList<>();
    all.forEach((wave, tally) -> rows.add(row("all", wave, tally)));
    byLead.forEach(
        (lead, tallies) ->
            tallies.forEach((wave, tally) -> rows.add(row(lead.label(), wave, tally))));
    result.table(List.of("lead", "wave", "marked", "Se", "+P", "onset", "peak", "end"), rows);
  }

  private static List<String> row(String lead, Wave wave, WaveTally tally) {
    return List.of(
        lead,
        wave.name(),
        String.valueOf(tally.peak().annotated()),
        String.format(Locale.ROOT, "%.1f %%", 100 * tally.peak().sensitivity()),
        String.format(Locale.ROOT, "%.1f %%", 100 * tally.peak().precision()),
        words(tally.onset()),
        words(tally.peak()),
        words(tally.end()));
  }

  private static String words(BoundaryDifferences of) {
    return String.format(Locale.ROOT, "%+.1f ± %.1f", of.mean(), of.deviation());
  }

  /** For programs, by lead ({@code all} for all together) and boundary, such as {@code p.onset}. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("all", fields(all));
    byLead.forEach((lead, tallies) -> fields.put(lead.label(), fields(tallies)));
    return fields;
  }

  private static Map<String, Object> fields(Map<Wave, WaveTally> tallies) {
    Map<String, Object> fields = new LinkedHashMap<>();
    tallies.forEach(
        (wave, tally) -> {
          String name = wave.name().toLowerCase(Locale.ROOT);
          fields.put(name + ".onset", fields(tally.onset()));
          fields.put(name + ".peak", fields(tally.peak()));
          fields.put(name + ".offset", fields(tally.end()));
        });
    return fields;
  }

  private static Map<String, Object> fields(BoundaryDifferences of) {
    return new TreeMap<>(
        Map.of(
            "n", of.annotated(),
            "se", of.sensitivity(),
            "ppv", of.precision(),
            "meanMs", of.mean(),
            "sdMs", of.deviation()));
  }
}
