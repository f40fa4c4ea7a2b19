package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatEvaluation;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.BeatReportText;
import org.einthoven.training.evaluation.Ec57Comparison;
import org.einthoven.training.evaluation.Ec57Record;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.ResultOptions;
import org.einthoven.training.paper.Ablation;
import org.einthoven.training.paper.PaperProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges beat classes on MIT-BIH by either protocol. */
@Command(
    name = "dfnet",
    mixinStandardHelpOptions = true,
    description = {
      "Judges the beat classes on MIT-BIH. inter-patient: the shipped weights on DS2, which they",
      "never saw, also beat by beat after EC57, with annotated and with detected beats side by",
      "side. random: the protocol of the paper, beats split 80/20 at random so that patients",
      "stand on both sides; it trains a network of its own for it, which takes minutes. Networks",
      "are kept in work-in-progress; --resume goes on with what was not finished."
    })
public final class EvaluateDfnet implements Callable<Integer> {

  /** Where networks of the random split are kept. */
  static final Path PAPER_NETWORKS = Path.of("work-in-progress", "paper-protocol");

  enum Protocol {
    RANDOM,
    INTER_PATIENT;

    @Override
    public String toString() {
      return this == RANDOM ? "random" : "inter-patient";
    }
  }

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(
      names = "--protocol",
      defaultValue = "inter-patient",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      converter = ProtocolName.class)
  private Protocol protocol;

  @Option(names = "--ten-seconds", description = "pieces of 10 s instead of whole records")
  private boolean tenSeconds;

  @Option(
      names = "--beats",
      defaultValue = "annotated",
      description =
          "where the beats of the table of classes come from: ${COMPLETION-CANDIDATES} (by our own"
              + " detector, end to end); default ${DEFAULT-VALUE}")
  private BeatEvaluation.Beats beats;

  @Option(
      names = "--records",
      defaultValue = "ds2",
      description = "ds1 (trained on) or ds2 (default: ${DEFAULT-VALUE})")
  private RecordSet records;

  @Option(names = "--seed", description = "first of the random splits (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--seeds",
      description = "how many random splits, each with a network (default: ${DEFAULT-VALUE})")
  private int seeds = 1;

  @Option(
      names = "--without",
      description = "takes from the random split's network: rhythm or neighbours")
  private Ablation without = Ablation.NONE;

  @Option(
      names = "--resume",
      description =
          "go on from the random splits' networks and epochs that an earlier run finished")
  private boolean resume;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption model;

  @Mixin private ScoringsOption scorings;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MitBih mit = new MitBih(mitdb);
    results.publish(spec, protocol == Protocol.RANDOM ? random(mit) : interPatient(mit));
    return 0;
  }

  private EvaluationResult random(MitBih mit) throws IOException {
    if (seeds < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds must be 1 or more");
    }
    return new PaperProtocol(
            without, PAPER_NETWORKS, resume, line -> spec.commandLine().getErr().println(line))
        .run(mit, seed, seeds);
  }

  private EvaluationResult interPatient(MitBih mit) throws IOException {
    try (DfnetModel loaded = model.load()) {
      BeatEvaluation evaluation = new BeatEvaluation(loaded);
      Ec57Comparison ec57 = new Ec57Comparison(loaded);
      for (int number : records.numbers()) {
        MitBih.Annotated record = mit.record(number);
        evaluation.add(number, tenSeconds ? record.pieces(10) : List.of(record), beats);
        ec57.add(Ec57Record.load(mitdb, String.valueOf(number)));
      }
      BeatReport report =
          evaluation.report(
              "inter-patient"
                  + (records == RecordSet.DS1 ? ", " + records.words() : "")
                  + (tenSeconds ? ", 10 s pieces" : "")
                  + (beats == BeatEvaluation.Beats.DETECTED ? ", detected beats" : ""));
      scorings.add(
          spec.commandLine().getErr(),
          loaded.identity(),
          "evaluate dfnet",
          records,
          List.of(report));
      EvaluationResult result = BeatReportText.result("dfnet-inter-patient", report);
      ec57.addTo(result);
      return result;
    }
  }

  /** Reads a protocol as it is written. */
  static final class ProtocolName implements picocli.CommandLine.ITypeConverter<Protocol> {
    @Override
    public Protocol convert(String value) {
      for (Protocol known : Protocol.values()) {
        if (known.toString().equals(value)) {
          return known;
        }
      }
      throw new picocli.CommandLine.TypeConversionException("random or inter-patient");
    }
  }
}
