package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.training.dfnet.HolterEvaluation.OfCut;
import org.einthoven.training.dfnet.HolterEvaluation.OfRecord;
import org.einthoven.training.dfnet.HolterEvaluation.Side;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.RecordSet;

/** The figures of {@link HolterEvaluation} for people and programs. */
final class HolterReport {

  /** So far may the longest RR intervals of both sides differ and still be called the same. */
  private static final double SAME_INTERVAL_SECONDS = 0.05;

  private HolterReport() {}

  static EvaluationResult begin() {
    return new EvaluationResult("holter", "Long recordings")
        .paragraph(
            "Every record is read by itself as one long recording. Figures stand as *annotated /"
                + " found*. *Not judged* is the longest time between two beats across which no"
                + " pause is stated, since the signal is missing or a lead moves there as in a beat."
                + " Minutes of atrial fibrillation: annotated and stated; stated only; annotated"
                + " only, with flutter counted as fibrillation. Beats are those of the detector, so"
                + " that its errors are in the counts.")
        .paragraph(
            "*Cut elsewhere*: the first half hour of each record in one piece, in two and in three."
                + " Beats are compared within blocks of at most five minutes. Pieces of 900 and 600 s"
                + " leave the blocks where they are in one piece of 1800 s, so that only the borders'"
                + " effect is left; pieces of 700 s move them. *Right* is the share of the beats found"
                + " that are annotated as the class they were given.");
  }

  static void add(RecordSet set, List<OfRecord> records, EvaluationResult result) {
    result.heading(set.words());
    result.table(
        List.of(
            "record",
            "beats",
            "V",
            "S",
            "V couplets",
            "V runs",
            "mean/min",
            "longest RR s",
            "not judged s",
            "not read min",
            "AF min"),
        records.stream().map(HolterReport::row).toList());
    int same = 0;
    int longer = 0;
    for (OfRecord of : records) {
      double off = of.found().longestSeconds() - of.annotated().longestSeconds();
      same += Math.abs(off) <= SAME_INTERVAL_SECONDS ? 1 : 0;
      longer += off > SAME_INTERVAL_SECONDS ? 1 : 0;
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    count("beats", records, Side::beats, rows, figures);
    count("ventricular", records, Side::ventricular, rows, figures);
    count("supraventricular", records, Side::supraventricular, rows, figures);
    count("couplets", records, Side::couplets, rows, figures);
    count("runs", records, Side::runs, rows, figures);
    result.table(
        List.of("all records", "annotated", "found", "sum of the records' differences"), rows);
    result.paragraph(
        "The longest RR interval is the annotated one to within 50 ms in %d of %d records, longer in %d."
                .formatted(same, records.size(), longer)
            + " Fibrillation: %s min annotated and stated, %s stated only, %s annotated only."
                .formatted(minutes(records, 0), minutes(records, 1), minutes(records, 2)));
    figures.put("longestRrSame", same);
    figures.put("longestRrLonger", longer);
    figures.put("records", records.size());
    figures.put("fibrillationBothMinutes", Double.valueOf(minutes(records, 0)));
    figures.put("fibrillationStatedOnlyMinutes", Double.valueOf(minutes(records, 1)));
    figures.put("fibrillationAnnotatedOnlyMinutes", Double.valueOf(minutes(records, 2)));
    figures.put("cuts", cuts(records, result));
    result.field(set.toString(), figures);
  }

  private static List<Map<String, Object>> cuts(List<OfRecord> records, EvaluationResult result) {
    List<List<String>> rows = new ArrayList<>();
    List<Map<String, Object>> fields = new ArrayList<>();
    for (int i = 0; i < HolterEvaluation.CUTS.size(); i++) {
      HolterPiece.Cut cut = HolterEvaluation.CUTS.get(i);
      int place = i;
      List<OfCut> all = records.stream().map(of -> of.cuts().get(place)).toList();
      int beats = all.stream().mapToInt(OfCut::beats).sum();
      int changed = all.stream().mapToInt(OfCut::changed).sum();
      int unmatched = all.stream().mapToInt(OfCut::unmatched).sum();
      int right = all.stream().mapToInt(OfCut::right).sum();
      rows.add(
          List.of(
              number(cut.seconds(), 0) + " s",
              number(cut.contextSeconds(), 0) + " s",
              Integer.toString(beats),
              changed + " (" + number(100.0 * changed / beats, 2) + " %)",
              Integer.toString(unmatched),
              number(100.0 * right / beats, 2) + " %"));
      Map<String, Object> field = new LinkedHashMap<>();
      field.put("pieceSeconds", cut.seconds());
      field.put("contextSeconds", cut.contextSeconds());
      field.put("beats", beats);
      field.put("otherClass", changed);
      field.put("unmatched", unmatched);
      field.put("right", right);
      fields.add(field);
    }
    result.table(
        List.of("pieces of", "context", "beats", "of another class", "unmatched", "right"), rows);
    return fields;
  }

  private static void count(
      String name,
      List<OfRecord> records,
      ToIntFunction<Side> count,
      List<List<String>> rows,
      Map<String, Object> figures) {
    int annotated = 0;
    int found = 0;
    int differences = 0;
    for (OfRecord of : records) {
      int truth = count.applyAsInt(of.annotated());
      int reading = count.applyAsInt(of.found());
      annotated += truth;
      found += reading;
      differences += Math.abs(truth - reading);
    }
    rows.add(
        List.of(
            name,
            Integer.toString(annotated),
            Integer.toString(found),
            Integer.toString(differences)));
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("annotated", annotated);
    counts.put("found", found);
    counts.put("differences", differences);
    figures.put(name, counts);
  }

  private static List<String> row(OfRecord of) {
    Side truth = of.annotated();
    Side found = of.found();
    double[] af = of.fibrillation();
    return List.of(
        Integer.toString(of.number()),
        truth.beats() + " / " + found.beats(),
        truth.ventricular() + " / " + found.ventricular(),
        truth.supraventricular() + " / " + found.supraventricular(),
        truth.couplets() + " / " + found.couplets(),
        truth.runs() + " / " + found.runs(),
        number(truth.perMinute(), 1) + " / " + number(found.perMinute(), 1),
        number(truth.longestSeconds(), 2) + " / " + number(found.longestSeconds(), 2),
        of.notJudgedSeconds() == 0 ? "" : number(of.notJudgedSeconds(), 2),
        number(of.notReadMinutes(), 1),
        number(af[0], 1) + "; " + number(af[1], 1) + "; " + number(af[2], 1));
  }

  private static String minutes(List<OfRecord> records, int kind) {
    return number(records.stream().mapToDouble(of -> of.fibrillation()[kind]).sum(), 1);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
