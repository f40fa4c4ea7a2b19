package org.einthoven.server.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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
      for (AuditedAction action : AuditedAction.values()) {
        AuditedAction.Kind kind = action.kind();
        add(insert, action, "type", kind.system, kind.code, kind.display);
        for (String interaction : action.interactions()) {
          add(insert, action, "subtype", AuditEventForm.INTERACTIONS, interaction, interaction);
        }
        add(insert, action, "subtype", AuditEventForm.ACTIONS, action.code(), action.display());
        add(insert, action, "action", ACTION, action.letter(), "");
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the codes of the audit trail could not be written", e);
    }
  }

  private static void add(
      PreparedStatement insert,
      AuditedAction action,
      String param,
      String system,
      String code,
      String display)
      throws SQLException {
    insert.setString(1, action.code());
    insert.setString(2, param);
    insert.setString(3, system);
    insert.setString(4, code);
    insert.setString(5, display);
    insert.setString(6, Folding.fold(display));
    insert.addBatch();
  }
}
