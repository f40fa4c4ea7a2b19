package org.einthoven.server.analysis;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.store.Hash;

/**
 * Records that the server started, and with which settings and models where they are not those that
 * were recorded last.
 */
@Singleton
public class StartRecords {

  private static final String PREFIX = "einthoven.";

  /** Settings that are secrets, or hold them, such as the address of a database. */
  private static final List<String> SECRET = List.of("password", "secret", "database", "ehr");

  private final AuditTrail audit;
  private final Models models;
  private final Config config;
  private final String version;

  StartRecords(
      AuditTrail audit,
      Models models,
      Config config,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.audit = audit;
    this.models = models;
    this.config = config;
    this.version = version;
  }

  void start(@Observes StartupEvent event) {
    QuarkusTransaction.requiringNew().run(this::record);
  }

  /** Records the start; in the caller's transaction. */
  void record() {
    String settings = settings();
    ifChanged(AuditedAction.CONFIGURATION_CHANGED, settings);
    ifChanged(AuditedAction.MODEL_CHANGED, models());
    add(
        AuditedAction.SERVER_STARTED,
        "version "
            + version
            + ", settings "
            + Hash.sha256(settings.getBytes(StandardCharsets.UTF_8))
            + ", model "
            + models.identity().name()
            + " "
            + models.identity().manifestSha256());
  }

  private void ifChanged(AuditedAction action, String detail) {
    if (audit.lastDetail(action).filter(detail::equals).isEmpty()) {
      add(action, detail);
    }
  }

  private void add(AuditedAction action, String detail) {
    audit.record(
        new AuditedEvent(
            action, AuditedEvent.Outcome.SUCCESS, AuditedEvent.SERVER, List.of(), null, detail));
  }

  /** {@code name=value} by name, the effective ones, without those that hold secrets. */
  String settings() {
    TreeSet<String> names =
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .filter(name -> name.startsWith(PREFIX))
            .filter(name -> SECRET.stream().noneMatch(name.toLowerCase(Locale.ROOT)::contains))
            .collect(Collectors.toCollection(TreeSet::new));
    return names.stream()
        .map(name -> name + "=" + config.getOptionalValue(name, String.class).orElse(""))
        .collect(Collectors.joining("; "));
  }

  private String models() {
    String shadows =
        models.shadows().stream()
            .map(DfnetModel::identity)
            .map(StartRecords::told)
            .collect(Collectors.joining(", "));
    return "active "
        + told(models.identity())
        + (shadows.isEmpty() ? "" : "; in shadow " + shadows);
  }

  private static String told(ModelIdentity model) {
    return model.name()
        + ", weights "
        + model.weightsSha256()
        + ", manifest "
        + model.manifestSha256()
        + ", preprocessing "
        + model.preprocessingVersion();
  }
}
