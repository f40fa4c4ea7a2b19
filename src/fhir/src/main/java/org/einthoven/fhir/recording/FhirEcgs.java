package org.einthoven.fhir.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.einthoven.fhir.waveform.XmlWaveforms;
import org.hl7.fhir.r4.model.Bundle;

/** The ECGs in a FHIR file: an Observation, a DocumentReference, a Binary, or a Bundle of them. */
public final class FhirEcgs {

  /** One ECG of a FHIR file, or what was refused of it. */
  public sealed interface Item {

    /**
     * Observations that are one recording.
     *
     * @param source the first of them
     * @param input what came of reading them
     */
    record Observed(FhirResource source, EcgInput input) implements Item {}

    /**
     * A file that stands inside a resource.
     *
     * @param source the resource
     * @param document the file or why there is none
     */
    record Enclosed(FhirResource source, EcgDocument document) implements Item {}

    /** The body itself was refused. */
    record Refused(ReadResult.Refused refusal) implements Item {}
  }

  private FhirEcgs() {}

  /**
   * Whether content that begins so is FHIR, in JSON or XML.
   *
   * @param head the first bytes of a file
   */
  public static boolean recognises(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    return text.startsWith("{")
        || (text.startsWith("<")
            && text.toLowerCase(Locale.ROOT).contains("http://hl7.org/fhir\""));
  }

  /** The ECGs of a FHIR file in order; at least one item. */
  public static List<Item> read(byte[] body) {
    boolean xml =
        new String(body, 0, Math.min(64, body.length), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .stripLeading()
            .startsWith("<");
    TakenOut taken = xml ? XmlWaveforms.takeOut(body) : JsonWaveforms.takeOut(body);
    if (taken instanceof TakenOut.Refused refused) {
      return List.of(new Item.Refused(refused.refusal()));
    }
    TakenOut.Slim slim = (TakenOut.Slim) taken;
    ParsedFhir parsed = xml ? FhirText.readXml(slim.body()) : FhirText.readJson(slim.body());
    if (parsed instanceof ParsedFhir.Refused refused) {
      return List.of(new Item.Refused(refused.refusal()));
    }
    FhirResource resource = ((ParsedFhir.Parsed) parsed).resource();
    List<Item> items = items(resource, WaveformLookup.of(slim.waveforms()));
    return items.isEmpty() ? List.of(new Item.Refused(withoutEcg(resource))) : items;
  }

  private static List<Item> items(FhirResource resource, WaveformLookup lookup) {
    List<Placed> resources =
        resource.resource() instanceof Bundle bundle
            ? entries(bundle)
            : List.of(Placed.alone(resource));
    List<Item> items = new ArrayList<>();
    for (List<Placed> group : LeadGroups.of(resources)) {
      items.add(
          new Item.Observed(group.get(0).resource(), new ObservationReader().read(group, lookup)));
    }
    for (Placed placed : resources) {
      EcgDocument document = EcgDocuments.of(placed.resource());
      if (!(document instanceof EcgDocument.NotAnEcg)) {
        items.add(new Item.Enclosed(placed.resource(), document));
      }
    }
    return items;
  }

  private static List<Placed> entries(Bundle bundle) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      if (entry.hasResource()) {
        placed.add(
            new Placed(FhirResource.of(entry.getResource()), "Bundle.entry[" + i + "].resource"));
      }
    }
    return placed;
  }

  private static ReadResult.Refused withoutEcg(FhirResource resource) {
    return new ReadResult.Refused(
        Reason.UNSUPPORTED,
        "the " + resource.type() + " holds no ECG",
        resource.type(),
        "send an Observation with SampledData coded as an ECG or a lead, a DocumentReference or a"
            + " Binary with an ECG file, or a Bundle of them");
  }
}
