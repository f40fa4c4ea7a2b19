package org.einthoven.server.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.einthoven.server.store.index.Folding;

/** Tells the database the codes of {@link AuditedAction}, by which AuditEvents are searched. */
@Singleton
public class AuditCodes {

  private static final String ACTION = "http://hl7.org/fhir/audit-event-action";

  private final DataSource database;

  /** In the server's database. */
  public AuditCodes(DataSource database) {
    this.database = database;
  }

  /** A row of {@code audit_code}. */
  record Code(
      String action, String param, String system, String code, String display, String folded) {

    Code(AuditedAction action, String param, String system, String code, String display) {
      this(action.code(), param, system, code, display, Folding.fold(display));
    }
  }

  /** The rows that should be there. */
  static List<Code> all() {
    List<Code> all = new ArrayList<>();
    for (AuditedAction action : AuditedAction.values()) {
      AuditedAction.Kind kind = action.kind();
      all.add(new Code(action, "type", kind.system, kind.code, kind.display));
      for (String interaction : action.interactions()) {
        all.add(new Code(action, "subtype", AuditEventForm.INTERACTIONS, interaction, interaction));
      }
      all.add(new Code(action, "subtype", AuditEventForm.ACTIONS, action.code(), action.display()));
      all.add(new Code(action, "action", ACTION, action.letter(), ""));
    }
    return all;
  }

  /** Codes that are there and should not be, or should be and are not, by their action. */
  @Transactional
  public Set<String> different() {
    Set<Code> different = new HashSet<>(all());
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select action, param, system, code, display, folded from audit_code")) {
      while (rows.next()) {
        Code code =
            new Code(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6));
        if (!different.remove(code)) {
          different.add(code);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the codes of the audit trail could not be read", e);
    }
    return different.stream().map(Code::action).collect(Collectors.toSet());
  }

  @Transactional
  void tell(@Observes StartupEvent started) {
    try (Connection connection = database.getConnection();
        Statement clear = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into audit_code (action, param, system, code, display, folded)"
                    + " values (?, ?, ?, ?, ?, ?)")) {
      // Servers that start together do it one after the other; who searches sees the whole.
      clear.execute("lock table audit_code in share row exclusive mode");
      clear.execute("delete from audit_code");
      for (Code code : all()) {
        insert.setString(1, code.action());
        insert.setString(2, code.param());
        insert.setString(3, code.system());
        insert.setString(4, code.code());
        insert.setString(5, code.display());
        insert.setString(6, code.folded());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the codes of the audit trail could not be written", e);
    }
  }
}
