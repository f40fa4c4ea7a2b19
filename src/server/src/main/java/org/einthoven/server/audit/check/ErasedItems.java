package org.einthoven.server.audit.check;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.einthoven.server.audit.AuditedAction;

/** Which items were erased, as the entries about erasures say. */
@Singleton
class ErasedItems {

  private static final Pattern ITEM = Pattern.compile("([0-9a-f-]{36})#(\\d{1,9})");

  private final Rows rows;

  ErasedItems(DataSource database) {
    this.rows = new Rows(database);
  }

  /** All that was erased up to now. */
  Known known() {
    Set<String> items = new HashSet<>();
    rows.all(
        "select detail from audit_entry where action = '"
            + AuditedAction.PERSONAL_DATA_ERASED.code()
            + "'",
        detail -> {
          Matcher item = ITEM.matcher(detail);
          while (item.find()) {
            items.add(item.group());
          }
        });
    return new Known(items);
  }

  /**
   * Items by {@code LEAF#NUMBER}.
   *
   * @param items all of them
   */
  record Known(Set<String> items) {

    boolean has(String leaf, int item) {
      return items.contains(leaf + "#" + item);
    }
  }
}
