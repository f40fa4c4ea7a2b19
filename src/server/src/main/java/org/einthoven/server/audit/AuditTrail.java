package org.einthoven.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.index.Folding;
import org.einthoven.server.store.index.IndexedPatients;

/**
 * What was done, when, by whom, to which resource versions with which bytes, and for which
 * patients. An entry commits with what it records or not at all; {@link AuditEvents} tells it.
 */
@Singleton
public class AuditTrail {

  private static final ObjectMapper JSON = new ObjectMapper();

  // One statement for the entry and what it is about: every acceptance pays for it.
  private static final String INSERT =
      "with entry as (insert into audit_entry (id, recorded_at, action, outcome, agent,"
          + " agent_folded, resources, payload_sha256, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?))"
          + " insert into audit_entity (entry, target_type, target_id)"
          + " select ?, t, i from unnest(?::text[], ?::text[]) as about(t, i)";

  private final ResourceStore resources;
  private final IndexedPatients patients;
  private final IdSource ids;
  private final Clock clock;
  private final DataSource database;

  AuditTrail(
      ResourceStore resources,
      IndexedPatients patients,
      IdSource ids,
      Clock clock,
      DataSource database) {
    this.resources = resources;
    this.patients = patients;
    this.ids = ids;
    this.clock = clock;
    this.database = database;
  }

  /**
   * Records an event in the caller's transaction. The patients it is about are those that the index
   * has for its resources, so that it is recorded after they are written.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(AuditedEvent event) {
    String versions = versions(event.versions());
    List<ResourceId> about = about(event);
    UUID id = ids.next();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, id);
      // An AuditEvent tells milliseconds, and is found by what it tells.
      insert.setObject(
          2,
          OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
      insert.setString(3, event.action().code());
      insert.setString(4, event.outcome().name().toLowerCase(Locale.ROOT));
      insert.setString(5, event.agent());
      insert.setString(6, Folding.fold(event.agent()));
      insert.setString(7, versions);
      insert.setString(8, event.payloadSha256());
      insert.setString(9, event.detail());
      insert.setObject(10, id);
      texts(insert, 11, about.stream().map(ResourceId::type).toList());
      texts(insert, 12, about.stream().map(ResourceId::id).toList());
      insert.executeUpdate();
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

  private static void texts(PreparedStatement statement, int place, List<String> texts)
      throws SQLException {
    statement.setArray(place, statement.getConnection().createArrayOf("text", texts.toArray()));
  }

  private String versions(List<VersionId> versions) {
    ArrayNode array = JSON.createArrayNode();
    for (VersionId version : versions) {
      array
          .addObject()
          .put("reference", version.reference())
          .put(
              "sha256",
              resources
                  .sha256(version)
                  .orElseThrow(
                      () -> new IllegalStateException("not stored: " + version.reference())));
    }
    return array.toString();
  }
}
