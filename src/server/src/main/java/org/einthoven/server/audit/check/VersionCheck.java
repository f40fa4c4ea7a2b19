package org.einthoven.server.audit.check;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.einthoven.ledger.Finding;
import org.einthoven.server.store.Compression;
import org.einthoven.server.store.Hash;

/** Holds the versions of the FHIR resources against the audit entries that name them. */
@Singleton
class VersionCheck implements TableCheck {

  private static final int PAGE = 200;

  private static final String PAGE_OF_VERSIONS =
      "select v.resource_type, v.resource_id, v.version, v.last_updated, v.deleted, v.sha256,"
          + " v.content, exists (select from audit_entity a join audit_entry e on e.id = a.entry"
          + " where a.target_type = v.resource_type and a.target_id = v.resource_id"
          + " and e.resources @> jsonb_build_array(jsonb_build_object('sha256', v.sha256,"
          + " 'reference', v.resource_type || '/' || v.resource_id || '/_history/' || v.version)))"
          + " from resource_version v where (v.resource_type, v.resource_id, v.version) > (?, ?, ?)"
          + " order by v.resource_type, v.resource_id, v.version limit ?";

  private static final String MISSING =
      "select distinct v ->> 'reference' from audit_entry e, jsonb_array_elements(e.resources) v"
          + " where not exists (select from resource_version r"
          + " where r.resource_type = split_part(v ->> 'reference', '/', 1)"
          + " and r.resource_id = split_part(v ->> 'reference', '/', 2)"
          + " and r.version::text = split_part(v ->> 'reference', '/', 4))";

  private static final String WRONG_HEADS =
      "select case when h.version is null then '-' when v.version is null then '+' else '=' end"
          + " || coalesce(h.resource_type, v.resource_type) || '/'"
          + " || coalesce(h.resource_id, v.resource_id) from resource h full join"
          + " (select distinct on (resource_type, resource_id) * from resource_version"
          + " order by resource_type, resource_id, version desc) v"
          + " on v.resource_type = h.resource_type and v.resource_id = h.resource_id"
          + " where (h.version, h.deleted, h.last_updated)"
          + " is distinct from (v.version, v.deleted, v.last_updated)";

  private final DataSource database;
  private final Rows rows;

  VersionCheck(DataSource database) {
    this.database = database;
    this.rows = new Rows(database);
  }

  private record Key(String type, String id, int version) {

    String reference() {
      return type + "/" + id + "/_history/" + version;
    }
  }

  @Override
  public void run(Consumer<Finding> findings) {
    Key last = new Key("", "", 0);
    Key before;
    do {
      before = last;
      last = page(before, findings);
    } while (!last.equals(before));
    rows.each(
        MISSING,
        reference ->
            findings.accept(
                Finding.removed("resource_version " + reference, "an audit entry names it")));
    rows.each(WRONG_HEADS, found -> findings.accept(head(found)));
  }

  private static Finding head(String found) {
    String what = "resource " + found.substring(1);
    return switch (found.charAt(0)) {
      case '-' -> Finding.removed(what, "it has versions");
      case '+' -> Finding.added(what, "it has no version");
      default -> Finding.changed(what, "it is not its newest version");
    };
  }

  private Key page(Key after, Consumer<Finding> findings) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE_OF_VERSIONS)) {
      select.setString(1, after.type());
      select.setString(2, after.id());
      select.setInt(3, after.version());
      select.setInt(4, PAGE);
      Key last = after;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = new Key(rows.getString(1), rows.getString(2), rows.getInt(3));
          check(last, rows, findings);
        }
      }
      return last;
    } catch (SQLException e) {
      throw new IllegalStateException("the resources could not be checked", e);
    }
  }

  private static void check(Key key, ResultSet row, Consumer<Finding> findings)
      throws SQLException {
    String what = "resource_version " + key.reference();
    byte[] json;
    try {
      json = Compression.unpack(row.getBytes("content"));
    } catch (RuntimeException e) {
      findings.accept(Finding.changed(what, "its bytes are damaged"));
      return;
    }
    String hash = Hash.sha256(json);
    if (!hash.equals(row.getString("sha256"))) {
      findings.accept(Finding.changed(what, "its bytes do not have its SHA-256"));
    } else if (!row.getBoolean(8)) {
      findings.accept(Finding.added(what, "no audit entry names it with the SHA-256 of its bytes"));
    } else if (row.getBoolean("deleted") != (json.length == 0)) {
      findings.accept(
          Finding.changed(what, "it is said to be deleted and is not, or is and is not"));
    } else if (json.length > 0 && !says(json, row)) {
      findings.accept(Finding.changed(what, "its time is not the one that its JSON says"));
    }
  }

  /**
   * The instant as HAPI writes it into meta.lastUpdated ends with some offset: compare instants.
   */
  private static boolean says(byte[] json, ResultSet row) throws SQLException {
    String text = new String(json, StandardCharsets.UTF_8);
    int begin = text.indexOf("\"lastUpdated\":\"");
    if (begin < 0) {
      return false;
    }
    int from = begin + "\"lastUpdated\":\"".length();
    String time = text.substring(from, text.indexOf('"', from));
    return OffsetDateTime.parse(time)
        .toInstant()
        .equals(row.getObject("last_updated", OffsetDateTime.class).toInstant());
  }
}
