package org.einthoven.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a server holds while it is measured: small Observations, a hundred of each patient, and ECGs
 * of 12 leads and ten seconds.
 */
final class FhirMaterial {

  private static final int OF_A_PATIENT = 100;
  private static final int IN_A_BUNDLE = 200;
  private static final int DAYS = 1999; // no multiple of the codes, so that each is there each day
  private static final int VALUES = 150;
  private static final String FIRST_SAMPLES = "(?<=\"data\":\")(-?\\d+ ){4}";
  private static final int SAMPLE_VALUES = 2000;
  private static final String[] CODES = {"8867-4", "8625-6", "8633-0", "8634-8", "8636-3"};

  private final FhirClient client;
  private final String mark;
  private final List<String> patients = new ArrayList<>();
  private final List<String> small = new ArrayList<>();
  private final List<String> ecgs = new ArrayList<>();
  private final String[] ecg;

  /**
   * @param mark tells this run's resources from those of others on the same server
   */
  FhirMaterial(FhirClient client, String mark) {
    this.client = client;
    this.mark = mark;
    this.ecg = new String(Material.observation(1), StandardCharsets.UTF_8).split(FIRST_SAMPLES, -1);
  }

  List<String> patients() {
    return patients;
  }

  List<String> small() {
    return small;
  }

  List<String> ecgs() {
    return ecgs;
  }

  String mark() {
    return mark;
  }

  /** Stores so many small Observations, a hundred of each patient. */
  void load(int resources, Consumer<String> news) throws IOException, InterruptedException {
    for (int i = 0; i < Math.max(1, resources / OF_A_PATIENT); i++) {
      patients.add(
          client.create(
              "Patient",
              "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:bench\",\"value\":\""
                  + mark
                  + "-"
                  + i
                  + "\"}],\"name\":[{\"family\":\""
                  + family(i)
                  + "\"}]}"));
    }
    small.add(client.create("Observation", observation(0)));
    for (int at = 1; at < resources; at += IN_A_BUNDLE) {
      StringBuilder bundle =
          new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[");
      for (int i = at; i < Math.min(resources, at + IN_A_BUNDLE); i++) {
        bundle.append(i == at ? "" : ",").append("{\"request\":{\"method\":\"POST\",");
        bundle.append("\"url\":\"Observation\"},\"resource\":").append(observation(i)).append('}');
      }
      client.send(
          "POST", "", bundle.append("]}").toString().getBytes(StandardCharsets.UTF_8), false);
      if (at / IN_A_BUNDLE % 50 == 0) {
        small.add(client.create("Observation", observation(at)));
        news.accept(String.format(Locale.ROOT, "%,d of %,d resources", at, resources));
      }
    }
  }

  /** Stores so many ECGs. */
  void loadEcgs(int waveforms, Consumer<String> news) throws IOException, InterruptedException {
    for (int i = 0; i < waveforms; i++) {
      ecgs.add(client.create("Observation", ecg(i)));
      if (i % 1000 == 999) {
        news.accept(String.format(Locale.ROOT, "%,d of %,d ECGs", i + 1, waveforms));
      }
    }
  }

  /** The name of a patient; that of none begins with that of another. */
  String family(int patient) {
    return String.format(Locale.ROOT, "Bench%06d-%s", patient, mark);
  }

  /** A small Observation. */
  String observation(long number) {
    return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"identifier\":[{\"system\":"
        + "\"urn:bench\",\"value\":\""
        + mark
        + "-"
        + number
        + "\"}],\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\""
        + CODES[(int) (number % CODES.length)]
        + "\"}]},\"subject\":{\"reference\":\"Patient/"
        + patients.get((int) (number / OF_A_PATIENT % patients.size()))
        + "\"},\"effectiveDateTime\":\""
        + LocalDate.of(2020, 1, 1).plusDays(number % DAYS)
        + "T10:00:00Z\",\"valueQuantity\":{\"value\":"
        + (50 + number % VALUES)
        + ",\"unit\":\"ms\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"ms\"}}";
  }

  /**
   * An ECG of a patient of its own, so that no two are the same sending, and with first samples of
   * its own in each lead, so that no two have a signal in common that a server could store once.
   */
  String ecg(long number) {
    StringBuilder samples = new StringBuilder();
    samples.append(Math.floorMod(mark.hashCode(), SAMPLE_VALUES)).append(' ');
    for (long rest = number, i = 0; i < 3; i++, rest /= SAMPLE_VALUES) {
      samples.append(rest % SAMPLE_VALUES).append(' ');
    }
    return String.join(samples, ecg)
        .replace("\"value\":\"synthetic-1\"", "\"value\":\"" + mark + "-e" + number + "\"");
  }
}
