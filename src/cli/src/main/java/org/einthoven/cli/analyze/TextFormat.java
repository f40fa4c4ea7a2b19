package org.einthoven.cli.analyze;

import java.util.List;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.Statement;

/** Readings as plain text for a terminal. */
final class TextFormat implements ReadingFormat {

  @Override
  public String ending() {
    return ".txt";
  }

  @Override
  public String write(List<FileReading> readings) {
    StringBuilder out = new StringBuilder();
    for (FileReading reading : readings) {
      if (reading instanceof FileReading.Read read) {
        write(read, out);
      }
    }
    if (!out.isEmpty()) {
      out.append(Reading.NOT_COVERED).append('\n');
      out.append(Reading.INTENDED_USE).append('\n');
    }
    return out.toString();
  }

  private static void write(FileReading.Read read, StringBuilder out) {
    Reading reading = read.reading();
    out.append(read.file()).append('\n');
    line(out, "Recording", Wording.recording(read.recording()));
    line(out, "Leads", Wording.leads(reading.leads()));
    if (!reading.derivedLeads().isEmpty()) {
      line(out, "Derived", Wording.leads(reading.derivedLeads()) + " (from I and II)");
    }
    for (String note : read.recording().source().notes()) {
      line(out, "Note", note);
    }
    line(out, "Quality", Wording.quality(reading.quality()));
    line(out, "Heart rate", Wording.heartRate(reading));
    line(out, "Mean RR", Wording.meanRr(reading));
    line(out, "Intervals", Wording.measured(reading));
    line(out, "Beats", Wording.beats(reading));
    line(out, "Infarction", Wording.infarction(reading));
    line(out, "Scores", Wording.abnormalities(reading));
    line(out, "Fibrillation", Wording.fibrillation(reading));
    for (CriticalFinding critical : reading.critical()) {
      line(out, "CRITICAL", Wording.critical(critical));
    }
    if (reading.statements().isEmpty()) {
      line(out, "Statements", "none");
    }
    for (Statement statement : reading.statements()) {
      line(out, "Statement", Wording.statement(statement));
      line(out, "", "because: " + statement.reason());
    }
    if (read.earlier() != null) {
      Wording.compared(read.earlier()).forEach(text -> line(out, "Compared", text));
    }
    if (!reading.sharedShares().isEmpty()) {
      line(out, "Gates", Wording.gates(reading));
    }
    line(out, "Model", Wording.model(reading));
    out.append('\n');
  }

  private static void line(StringBuilder out, String label, String text) {
    out.append("  %-12s %s%n".formatted(label, text));
  }
}
