package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatEvaluation;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.BeatReportText;
import org.einthoven.training.evaluation.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges beat classes on MIT-BIH by either protocol. */
@Command(
    name = "dfnet",
    mixinStandardHelpOptions = true,
    description = {
      "Judges the beat classes on MIT-BIH. inter-patient: the shipped weights on DS2, which they",
      "never saw. random: the protocol of the paper, beats split 80/20 at random so that patients",
      "stand on both sides; it trains a network of its own for it, which takes minutes."
    })
public final class EvaluateDfnet implements Callable<Integer> {

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

  @Option(names = "--detected", description = "beats from our own detector: end to end (EC57)")
  private boolean detected;

  @Option(names = "--seed", description = "of the random split (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json or markdown (default: ${DEFAULT-VALUE})")
  private Format format;

  @Mixin private ModelOption model;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MitBih mit = new MitBih(mitdb);
    BeatReport report = protocol == Protocol.RANDOM ? random(mit) : interPatient(mit);
    spec.commandLine().getOut().println(BeatReportText.of(report, format));
    return 0;
  }

  private BeatReport random(MitBih mit) throws IOException {
    List<Integer> all = new ArrayList<>(MitBih.DS1);
    all.addAll(MitBih.DS2);
    all.addAll(MitBih.PACED);
    RandomSplit split = new RandomSplit(seed);
    return split.report(
        mit.whole(all),
        trained -> trained.get(),
        line -> spec.commandLine().getErr().println(line));
  }

  private BeatReport interPatient(MitBih mit) throws IOException {
    try (DfnetModel loaded = model.load()) {
      BeatEvaluation evaluation = new BeatEvaluation(loaded);
      for (int number : MitBih.DS2) {
        MitBih.Annotated record = mit.record(number);
        evaluation.add(
            number,
            tenSeconds ? record.pieces(10) : List.of(record),
            detected ? BeatEvaluation.Beats.DETECTED : BeatEvaluation.Beats.ANNOTATED);
      }
      return evaluation.report(
          "inter-patient"
              + (tenSeconds ? ", 10 s pieces" : "")
              + (detected ? ", detected beats" : ""));
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
