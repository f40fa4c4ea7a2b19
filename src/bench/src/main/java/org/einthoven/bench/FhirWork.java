package org.einthoven.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The kinds of request that are measured. */
enum FhirWork {
  /** A small Observation by its id. */
  READ_SMALL,
  /** An ECG by its id. */
  READ_ECG,
  /** The same, compressed. */
  READ_ECG_GZIP,
  /** Small Observations of one patient. */
  SEARCH_REFERENCE,
  /** One patient's Observations of one code, the newest first. */
  SEARCH_PATIENT_AND_CODE,
  /** One Observation by its identifier. */
  SEARCH_TOKEN,
  /** The Observations of one code on one day. */
  SEARCH_DATE,
  /** The newest Observations of all, by their date. */
  SEARCH_NEWEST,
  /** A patient by the beginning of a name. */
  SEARCH_STRING,
  /** Observations by their patient's identifier. */
  SEARCH_CHAIN,
  /** Ten ECGs. */
  SEARCH_ECGS,
  /** A small Observation is stored. */
  CREATE_SMALL,
  /** An ECG is stored. */
  CREATE_ECG;

  private static final byte[] NOTHING = new byte[0];

  boolean needsEcgs() {
    return this == READ_ECG || this == READ_ECG_GZIP || this == SEARCH_ECGS;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One request. */
  void send(FhirClient client, FhirMaterial material, Random random, AtomicLong next)
      throws IOException, InterruptedException {
    switch (this) {
      case READ_SMALL -> get(client, "Observation/" + any(material.small(), random), false);
      case READ_ECG -> get(client, "Observation/" + any(material.ecgs(), random), false);
      case READ_ECG_GZIP -> get(client, "Observation/" + any(material.ecgs(), random), true);
      case SEARCH_REFERENCE ->
          get(client, "Observation?subject=Patient/" + any(material.patients(), random), true);
      case SEARCH_PATIENT_AND_CODE ->
          get(
              client,
              "Observation?patient="
                  + any(material.patients(), random)
                  + "&code=http://loinc.org%7C8625-6&_sort=-date&_count=10",
              true);
      case SEARCH_TOKEN ->
          get(
              client,
              "Observation?identifier=urn:bench%7C"
                  + material.mark()
                  + "-"
                  + random.nextInt(material.patients().size() * 100),
              true);
      case SEARCH_DATE ->
          get(
              client,
              "Observation?code=8633-0&date=202"
                  + random.nextInt(5)
                  + "-0"
                  + (1 + random.nextInt(9))
                  + "-1"
                  + random.nextInt(10)
                  + "&_count=10",
              true);
      case SEARCH_NEWEST -> get(client, "Observation?_sort=-date&_count=10", true);
      case SEARCH_STRING ->
          get(
              client,
              "Patient?family="
                  + material.family(random.nextInt(material.patients().size()))
                  + "&_count=10",
              true);
      case SEARCH_CHAIN ->
          get(
              client,
              "Observation?subject:Patient.identifier=urn:bench%7C"
                  + material.mark()
                  + "-"
                  + random.nextInt(material.patients().size())
                  + "&_count=10",
              true);
      case SEARCH_ECGS ->
          get(client, "Observation?_id=" + ten(material.ecgs(), random) + "&_count=10", true);
      case CREATE_SMALL -> post(client, material.observation(next.getAndIncrement()));
      case CREATE_ECG -> post(client, material.ecg(next.getAndIncrement()));
    }
  }

  private static void get(FhirClient client, String path, boolean gzip)
      throws IOException, InterruptedException {
    client.send("GET", path, NOTHING, gzip);
  }

  private static void post(FhirClient client, String json)
      throws IOException, InterruptedException {
    client.send("POST", "Observation", json.getBytes(StandardCharsets.UTF_8), false);
  }

  private static String any(List<String> ids, Random random) {
    return ids.get(random.nextInt(ids.size()));
  }

  private static String ten(List<String> ids, Random random) {
    StringBuilder ten = new StringBuilder(any(ids, random));
    for (int i = 1; i < 10; i++) {
      ten.append(',').append(any(ids, random));
    }
    return ten.toString();
  }
}
