package org.einthoven.cli.analyze;

import static org.einthoven.cli.command.MarkdownText.plain;

import java.util.List;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.Statement;

/** Readings as Markdown. */
final class MarkdownFormat implements ReadingFormat {

  @Override
  public String ending() {
    return ".md";
  }

  @Override
  public String write(List<FileReading> readings) {
    StringBuilder out = new StringBuilder();
    for (FileReading reading : readings) {
      if (reading instanceof FileReading.Read read) {
        write(read, out);
      } else if (reading instanceof FileReading.Refused refused) {
        out.append("## ").append(plain(refused.file())).append("\n\n");
        out.append("Refused: ").append(plain(refused.refusal().problem()));
        out.append(" (").append(plain(refused.refusal().place())).append("). Remedy: ");
        out.append(plain(refused.refusal().remedy())).append(".\n\n");
      }
    }
    return out.append(Reading.NOT_COVERED)
        .append("\n\n*")
        .append(Reading.INTENDED_USE)
        .append("*\n")
        .toString();
  }

  private static void write(FileReading.Read read, StringBuilder out) {
    Reading reading = read.reading();
    out.append("## ").append(plain(read.file())).append("\n\n| | |\n|---|---|\n");
    row(out, "Recording", Wording.recording(read.recording()));
    row(out, "Leads", Wording.leads(reading.leads()));
    if (!reading.derivedLeads().isEmpty()) {
      row(out, "Derived leads", Wording.leads(reading.derivedLeads()));
    }
    for (String note : read.recording().source().notes()) {
      row(out, "Note", note);
    }
    row(out, "Quality", Wording.quality(reading.quality()));
    row(out, "Heart rate", Wording.heartRate(reading));
    row(out, "Mean RR interval", Wording.meanRr(reading));
    row(out, "Intervals and axes", Wording.measured(reading));
    row(out, "Beats", Wording.beats(reading));
    row(out, "Infarction", Wording.infarction(reading));
    row(out, "Scores of other abnormalities", Wording.abnormalities(reading));
    row(out, "Atrial fibrillation", Wording.fibrillation(reading));
    if (!reading.sharedShares().isEmpty()) {
      row(out, "Gates", Wording.gates(reading));
    }
    row(out, "Model", Wording.model(reading));
    out.append('\n');
    for (CriticalFinding critical : reading.critical()) {
      out.append("- **CRITICAL** ").append(plain(Wording.critical(critical))).append('\n');
    }
    if (reading.statements().isEmpty()) {
      out.append("No statement.\n");
    }
    for (Statement statement : reading.statements()) {
      out.append("- ").append(plain(Wording.statement(statement)));
      out.append(". Because: ").append(plain(statement.reason())).append('\n');
    }
    if (read.earlier() != null) {
      out.append("- Compared ").append(plain(String.join(". ", Wording.compared(read.earlier()))));
      out.append('\n');
    }
    out.append('\n');
  }

  private static void row(StringBuilder out, String label, String text) {
    out.append("| ").append(label).append(" | ").append(plain(text)).append(" |\n");
  }
}
