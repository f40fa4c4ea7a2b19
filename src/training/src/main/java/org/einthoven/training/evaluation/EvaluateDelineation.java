package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.Ludb;
import org.einthoven.training.data.PtbXl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code evaluate delineation}: intervals and boundaries against those that were marked by hand.
 */
@Command(
    name = "delineation",
    mixinStandardHelpOptions = true,
    description = {
      "Measures P, PR, QRS and QT of each LUDB record, with beats found by the program, beside what",
      "cardiologists marked. Constants were chosen on records 1 to 70; the others are held out."
    })
public final class EvaluateDelineation implements Callable<Integer> {

  private static final int LAST_CHOSEN_ON = 70;

  /** Tolerances of IEC 60601-2-51 for the mean and the deviation of differences on the CSE set. */
  private static final Map<String, String> TOLERANCES =
      Map.of("P", "±10 / 15", "PR", "±10 / 10", "QRS", "±10 / 10", "QT", "±25 / 30");

  @Option(
      names = "--ludb",
      required = true,
      paramLabel = "DIR",
      description = "LUDB 1.0.1, from https://physionet.org/content/ludb/1.0.1/")
  private Path ludb = Path.of(".");

  @Option(
      names = "--ptbxl",
      paramLabel = "DIR",
      description =
          "PTB-XL 1.0.3 (500 Hz): the measurements of its normal records, beside what is published"
              + " of healthy people")
  private @Nullable Path ptbxl;

  @Mixin private ResultOptions results;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Ludb database = new Ludb(ludb);
    Sets sets = new Sets();
    for (DatabaseRecord record : database.records()) {
      Ludb.Annotated annotated = database.annotated(record);
      if (record.labels().contains(Ludb.PACED)) {
        sets.paced.add(annotated, annotated.recording());
      } else if (annotated.number() <= LAST_CHOSEN_ON) {
        sets.chosenOn.add(annotated, annotated.recording());
        sets.chosenOnByLead.add(annotated);
      } else {
        sets.heldOut.add(annotated, annotated.recording());
        sets.heldOutByLead.add(annotated);
        sets.heldOutLeadTwo.add(annotated, leadTwo(annotated.recording()));
      }
    }
    EvaluationResult result = result(sets);
    if (ptbxl != null) {
      NormalMeasurements.of(new PtbXl(ptbxl)).addTo(result);
    }
    results.publish(spec, result);
    return 0;
  }

  private static final class Sets {
    private final DelineationEvaluation heldOut = new DelineationEvaluation();
    private final DelineationEvaluation chosenOn = new DelineationEvaluation();
    private final DelineationEvaluation paced = new DelineationEvaluation();
    private final DelineationEvaluation heldOutLeadTwo = new DelineationEvaluation();
    private final LeadDelineation heldOutByLead = new LeadDelineation();
    private final LeadDelineation chosenOnByLead = new LeadDelineation();
  }

  static Recording leadTwo(Recording all) {
    return new Recording(
        List.of(all.signal(Lead.II).orElseThrow()),
        all.samplesPerSecond(),
        all.acquired(),
        all.patient(),
        all.device(),
        all.source());
  }

  private static EvaluationResult result(Sets sets) {
    EvaluationResult result =
        new EvaluationResult("delineation", "Intervals and the boundaries of waves on LUDB");
    result.paragraph(
        "Each record is measured once, on the median of its most frequent beats, found by the"
            + " program's own detector; boundaries are over all leads together. Beside it stands the"
            + " median over the beats of what cardiologists marked lead by lead: of a wave marked in"
            + " six leads or more the second earliest onset and the second latest end. Differences"
            + " are measured minus marked, in milliseconds. Se: of the records in which it is"
            + " marked those in which it is measured; +P: of those in which it is measured those in"
            + " which it is marked. Boundaries were chosen for the least deviation; the mean"
            + " difference was left as it is: LUDB's marks make the QRS complex about 20 ms wider"
            + " than what carts print for healthy people, and the limits that a QRS duration is held"
            + " against are of carts. One fault was seen on a record of the others (83: the level"
            + " before a wide QRS complex was taken within it) and mended; no constant was chosen there.");
    section(result, "Records that nothing was chosen on", sets.heldOut);
    section(result, "Records 1 to 70, on which the constants were chosen", sets.chosenOn);
    section(result, "Paced records, which are in none of the above", sets.paced);
    section(
        result,
        "Lead II alone, records that nothing was chosen on, beside the marks of all leads",
        sets.heldOutLeadTwo);
    result.paragraph(
        "The following is of every beat and every lead: onset, peak and end, measured minus marked,"
            + " mean ± deviation in milliseconds. Waves match whose peaks lie within 150 ms; what is"
            + " found before the first or after the last mark of a lead is not counted. Of a QRS"
            + " complex the peak is where it is farthest from its beginning; LUDB's is the R wave, also"
            + " where the S wave is larger (V1 to V3).");
    sets.heldOutByLead.addTo(result, "Each lead, records that nothing was chosen on");
    sets.chosenOnByLead.addTo(result, "Each lead, records 1 to 70");
    return result
        .field("boundaries", fields(sets.heldOut.boundaries()))
        .field("intervals", fields(sets.heldOut.intervals()))
        .field("records", sets.heldOut.records())
        .field("chosenOn", whole(sets.chosenOn))
        .field("paced", whole(sets.paced))
        .field("leadII", whole(sets.heldOutLeadTwo))
        .field("leads", sets.heldOutByLead.fields())
        .field("leadsChosenOn", sets.chosenOnByLead.fields());
  }

  private static Map<String, Object> whole(DelineationEvaluation set) {
    return new TreeMap<>(
        Map.of(
            "records", set.records(),
            "boundaries", fields(set.boundaries()),
            "intervals", fields(set.intervals())));
  }

  private static void section(EvaluationResult result, String title, DelineationEvaluation set) {
    if (set.records() == 0) {
      return;
    }
    result.heading(title + " (" + set.records() + ")");
    List<List<String>> rows = new ArrayList<>();
    set.intervals()
        .forEach((name, of) -> rows.add(row(name, of, TOLERANCES.getOrDefault(name, ""))));
    set.boundaries().forEach((name, of) -> rows.add(row(name, of, "")));
    result.table(
        List.of(
            "",
            "marked in",
            "Se",
            "+P",
            "mean, ms",
            "deviation, ms",
            "within 20 ms",
            "IEC: mean / deviation"),
        rows);
  }

  private static List<String> row(String name, BoundaryDifferences of, String tolerance) {
    return List.of(
        name,
        String.valueOf(of.annotated()),
        percent(of.sensitivity()),
        percent(of.precision()),
        String.format(Locale.ROOT, "%+.1f", of.mean()),
        String.format(Locale.ROOT, "%.1f", of.deviation()),
        percent(of.within(20)),
        tolerance);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static Map<String, Object> fields(Map<String, BoundaryDifferences> all) {
    Map<String, Object> fields = new LinkedHashMap<>();
    all.forEach(
        (name, of) ->
            fields.put(
                name,
                new TreeMap<>(
                    Map.of(
                        "n", of.annotated(),
                        "se", of.sensitivity(),
                        "ppv", of.precision(),
                        "meanMs", of.mean(),
                        "sdMs", of.deviation(),
                        "within20Ms", of.within(20)))));
    return fields;
  }
}
