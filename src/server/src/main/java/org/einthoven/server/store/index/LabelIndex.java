package org.einthoven.server.store.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which profiles, tags and security labels are in use. */
@ApplicationScoped
public class LabelIndex {

  private final DataSource database;

  /** Over the server's database. */
  public LabelIndex(DataSource database) {
    this.database = database;
  }

  /** A label; without a system, the empty text. */
  public record Label(String system, String code) {}

  /**
   * The different values of a parameter. It jumps from one to the next in the index, so that it
   * costs by how many there are and not by how many resources have them.
   *
   * @param param {@code _profile}, {@code _tag} or {@code _security}
   * @param resourceType the only type asked about, null for all
   */
  public List<Label> inUse(String param, @Nullable String resourceType) {
    String ordered = "(select e.code, e.system from search_token e where e.param = ?";
    String first = " order by e.code, e.system limit 1)";
    StringBuilder sql = new StringBuilder("with recursive used as (").append(ordered).append(first);
    sql.append(" union all select next.code, next.system from used u cross join lateral ");
    sql.append(ordered).append(" and (e.code, e.system) > (u.code, u.system)").append(first);
    sql.append(" next) select u.system, u.code from used u");
    List<Object> bound = new ArrayList<>(List.of(param, param));
    if (resourceType != null) {
      sql.append(" where exists (select 1 from search_token e join search_resource r");
      sql.append(" on r.key = e.resource where e.param = ? and e.code = u.code");
      sql.append(" and e.system = u.system and r.resource_type = ?)");
      bound.add(param);
      bound.add(resourceType);
    }
    sql.append(" order by u.system, u.code");
    try (Connection connection = database.getConnection();
        PreparedStatement select = SearchIndex.prepare(connection, sql.toString(), bound);
        ResultSet rows = select.executeQuery()) {
      List<Label> labels = new ArrayList<>();
      while (rows.next()) {
        labels.add(new Label(rows.getString(1), rows.getString(2)));
      }
      return labels;
    } catch (SQLException e) {
      throw new IllegalStateException("the search index could not be read", e);
    }
  }
}
