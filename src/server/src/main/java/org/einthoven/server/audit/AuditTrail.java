package org.einthoven.server.audit;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.index.IndexedPatients;

/**
 * What was done, when, by whom, to which resource versions with which bytes, and for which
 * patients. An entry is a leaf of the transparency log and commits with what it records or not at
 * all; {@link AuditEvents} tells it.
 */
@Singleton
public class AuditTrail {

  private final ResourceStore resources;
  private final IndexedPatients patients;
  private final AuditRows rows;
  private final DataSource database;

  AuditTrail(
      ResourceStore resources, IndexedPatients patients, AuditRows rows, DataSource database) {
    this.resources = resources;
    this.patients = patients;
    this.rows = rows;
    this.database = database;
  }

  /**
   * Records an event in the caller's transaction. The patients it is about are those that the index
   * has for its resources, so that it is recorded after they are written.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(AuditedEvent event) {
    AuditRows.Row row =
        new AuditRows.Row(
            event.action(),
            event.outcome(),
            event.agent(),
            versions(event.versions()),
            event.payloadSha256(),
            event.detail(),
            about(event));
    try (Connection connection = database.getConnection()) {
      rows.insert(connection, List.of(row));
    } catch (SQLException e) {
      throw new IllegalStateException("the audit trail could not be written", e);
    }
  }

  /** The resources and the patients, each once. */
  private List<ResourceId> about(AuditedEvent event) {
    Set<ResourceId> about = new LinkedHashSet<>();
    event.versions().forEach(version -> about.add(version.id()));
    for (ResourceId id : List.copyOf(about)) {
      patients.of(id.type(), id.id()).orElseGet(() -> patientsOf(id)).stream()
          .map(AuditTrail::patient)
          .forEach(about::add);
    }
    event.patients().stream().map(AuditTrail::patient).forEach(about::add);
    return List.copyOf(about);
  }

  private static ResourceId patient(String id) {
    return new ResourceId("Patient", id);
  }

  /** The detail of the newest entry of an action. */
  @Transactional
  public Optional<String> lastDetail(AuditedAction action) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select detail from audit_entry where action = ?"
                    + " order by recorded_at desc, id desc limit 1")) {
      select.setString(1, action.code());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the audit trail could not be read", e);
    }
  }

  /** The ids of the Patients whom a resource belongs to as the index has it now. */
  public List<String> patientsOf(ResourceId id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select e.target_id from search_resource r join search_reference e"
                    + " on e.resource = r.key and e.param = 'patient'"
                    + " where r.resource_type = ? and r.resource_id = ?"
                    + " and e.target_type = 'Patient'")) {
      select.setString(1, id.type());
      select.setString(2, id.id());
      try (ResultSet rows = select.executeQuery()) {
        List<String> patients = new ArrayList<>();
        while (rows.next()) {
          patients.add(rows.getString(1));
        }
        return patients;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }

  private List<AuditItems.Version> versions(List<VersionId> versions) {
    return versions.stream()
        .map(
            version ->
                new AuditItems.Version(
                    version.reference(),
                    resources
                        .sha256(version)
                        .orElseThrow(
                            () -> new IllegalStateException("not stored: " + version.reference()))))
        .toList();
  }
}
