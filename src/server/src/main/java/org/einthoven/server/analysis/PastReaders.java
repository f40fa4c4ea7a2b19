package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.inference.reading.CriticalLimits;
import org.einthoven.inference.reading.Examination;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.ReadingBases;

/** Readers as they were when a report was made: that version of the model with those settings. */
@Singleton
public class PastReaders {

  private final Models models;
  private final ReadingBases bases;
  private final Release release;
  private final ReadingBasis now;

  PastReaders(
      Models models,
      ReadingBases bases,
      Release release,
      EinthovenSettings settings,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.models = models;
    this.bases = bases;
    this.release = release;
    this.now =
        new ReadingBasis(
            version,
            "",
            Release.platform(),
            models.identity(),
            Models.limits(settings.critical()),
            new ReportContext.Codings(
                settings.terminology().snomed(), settings.terminology().loinc()));
  }

  /** What a reading of now rests on. */
  public ReadingBasis now() {
    return new ReadingBasis(
        now.software(),
        release.sha256(),
        now.platform(),
        now.model(),
        now.criticalLimits(),
        now.codings());
  }

  /** Keeps what a reading of now rests on, in the caller's transaction; its SHA-256. */
  String keep() {
    return bases.keep(now().text());
  }

  /** What a reading rested on; empty where its hash is not known here. */
  public Optional<ReadingBasis> basis(String sha256) {
    return bases.of(sha256).map(ReadingBasis::parse);
  }

  /**
   * A reader of then. Close it.
   *
   * @throws ModelRefusedException where that version is not there any more, or is another model
   *     under the same name
   */
  public PastReader open(String model, String weightsSha256, CriticalLimits limits) {
    ModelIdentity active = models.identity();
    if (active.name().equals(model) && active.weightsSha256().equals(weightsSha256)) {
      return new PastReader(models.active(), limits, false);
    }
    DfnetModel past = models.load(ModelName.parse(model));
    if (!past.identity().weightsSha256().equals(weightsSha256)) {
      past.close();
      throw new ModelRefusedException("The weights of " + model + " are other ones now");
    }
    return new PastReader(past, limits, true);
  }

  /** A model with the limits of then. */
  public static final class PastReader implements AutoCloseable {

    private final DfnetModel model;
    private final Interpreter interpreter;
    private final boolean ours;

    private PastReader(DfnetModel model, CriticalLimits limits, boolean ours) {
      this.model = model;
      this.interpreter = new Interpreter(model, limits);
      this.ours = ours;
    }

    /** Reads a recording. */
    public Examination examine(Recording recording) {
      return interpreter.examine(recording);
    }

    /** The model's card. */
    public ModelCard card() {
      return model.card();
    }

    @Override
    public void close() {
      if (ours) {
        model.close();
      }
    }
  }
}
