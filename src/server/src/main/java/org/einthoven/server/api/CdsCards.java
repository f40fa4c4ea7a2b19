package org.einthoven.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.report.ReportFindings;
import org.einthoven.server.store.CdsHookRecords;
import org.einthoven.server.store.IdSource;

/**
 * The cards of an ECG (CDS Hooks 2.0, CDS Service Response): its critical findings, what else it
 * states, and to who orders a drug the QTc as it was measured. Whether a drug prolongs the QT
 * interval is not said.
 */
@Singleton
public class CdsCards {

  private static final int SHOWN = 139;
  private static final Pattern OF_MARKDOWN = Pattern.compile("[\\\\`*_{}\\[\\]<>()#!|]");

  private final IdSource ids;
  private final CdsHookRecords records;

  /** Kept, so that feedback can name them. */
  public CdsCards(IdSource ids, CdsHookRecords records) {
    this.ids = ids;
    this.records = records;
  }

  /** The answer for an ECG; no cards where there is none. */
  ObjectNode of(CdsRequest request, Optional<LastEcg.Found> last) {
    ObjectNode answer = CdsJson.JSON.createObjectNode();
    ArrayNode cards = answer.putArray("cards");
    List<CdsHookRecords.Card> kept = new ArrayList<>();
    if (last.isPresent()) {
      LastEcg.Found found = last.get();
      ReportFindings findings = ReportFindings.of(found.report());
      String date = findings.when().isEmpty() ? "" : " of " + findings.when();
      String basis =
          findings.preliminary() ? "Preliminary machine reading, not signed by anyone." : "";
      if (!findings.critical().isEmpty()) {
        String summary = "Critical in the last ECG" + date + ": " + findings.critical().get(0);
        add(cards, kept, request, found, "critical", summary, findings.critical(), basis);
      }
      String said =
          findings.statements().isEmpty()
              ? "no finding is stated"
              : String.join("; ", findings.statements());
      add(
          cards,
          kept,
          request,
          found,
          "info",
          "Last ECG" + date + ": " + said,
          findings.statements(),
          basis);
      Optional<Long> qtc = request.drug() ? ReportFindings.qtc(found.results()) : Optional.empty();
      if (qtc.isPresent()) {
        add(
            cards,
            kept,
            request,
            found,
            "info",
            "QTc (Fridericia) " + qtc.get() + " ms in the last ECG" + date,
            List.of(),
            (basis + " Whether the ordered drug prolongs the QT interval is not judged.").strip());
      }
    }
    records.keep(kept);
    return answer;
  }

  private void add(
      ArrayNode cards,
      List<CdsHookRecords.Card> kept,
      CdsRequest request,
      LastEcg.Found found,
      String indicator,
      String summary,
      List<String> sentences,
      String basis) {
    UUID id = ids.next();
    List<String> lines = new ArrayList<>();
    sentences.forEach(sentence -> lines.add("- " + escaped(sentence)));
    if (!basis.isEmpty()) {
      lines.add((lines.isEmpty() ? "" : "\n") + basis);
    }
    ObjectNode card = cards.addObject();
    card.put("uuid", id.toString());
    card.put("summary", summary.length() > SHOWN ? summary.substring(0, SHOWN - 1) + "…" : summary);
    card.put("indicator", indicator);
    if (!lines.isEmpty()) {
      card.put("detail", String.join("\n", lines));
    }
    card.putObject("source").put("label", "Einthoven ECG analysis");
    String link = found.link();
    if (link != null) {
      card.putArray("links")
          .addObject()
          .put("label", "ECG report")
          .put("url", link)
          .put("type", "absolute");
    }
    kept.add(
        new CdsHookRecords.Card(
            id,
            request.hook(),
            request.hookInstance(),
            indicator,
            link == null ? FhirResource.of(found.report()).reference() : link));
  }

  private static String escaped(String text) {
    return OF_MARKDOWN.matcher(text).replaceAll("\\\\$0");
  }
}
