package org.einthoven.server.audit.check;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.GrowingTree;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.LogVerification;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.server.audit.log.LoggedLeaves;
import org.einthoven.server.audit.log.LoggedLeaves.Item;
import org.einthoven.server.audit.log.LoggedLeaves.Placed;
import org.einthoven.server.audit.log.NodeRows;

/** Holds the leaves, the tree and the audit entries against one another, leaf by leaf. */
@Singleton
class LogCheck {

  private static final int PAGE = 500;

  private final LoggedLeaves leaves;
  private final NodeRows nodes;
  private final ErasedItems erasures;
  private final Rows rows;

  LogCheck(LoggedLeaves leaves, NodeRows nodes, ErasedItems erasures, DataSource database) {
    this.leaves = leaves;
    this.nodes = nodes;
    this.erasures = erasures;
    this.rows = new Rows(database);
  }

  void run(LogVerification verification, Consumer<Finding> findings) {
    ErasedItems.Known erased = erasures.known();
    GrowingTree tree = new GrowingTree();
    List<Placed> page = leaves.page(0, PAGE);
    while (!page.isEmpty()) {
      List<GrowingTree.Full> full = new ArrayList<>();
      for (Placed leaf : page) {
        if (leaf.position() != tree.size()) {
          findings.accept(
              Finding.removed("log_position " + tree.size(), "the next is " + leaf.position()));
        }
        full.addAll(tree.add(leaf.hash()));
        verification.add(leaf.position(), leaf.hash());
        if (leaf.data().isEmpty()) {
          findings.accept(
              Finding.removed(
                  "log_leaf " + leaf.leaf() + " of log_position " + leaf.position(),
                  "the tree has its hash"));
        } else {
          check(leaf, erased, findings);
        }
      }
      for (GrowingTree.Full wrong : nodes.different(full)) {
        findings.accept(
            Finding.changed(
                "log_node " + wrong.node().level() + "/" + wrong.node().index(),
                "it is not the hash of what is below it"));
      }
      page = leaves.page(page.get(page.size() - 1).position() + 1, PAGE);
    }
    strays(findings);
  }

  private void check(Placed placed, ErasedItems.Known erased, Consumer<Finding> findings) {
    if (!MerkleHash.leaf(placed.data()).equals(placed.hash())) {
      findings.accept(
          Finding.changed(
              "log_leaf " + placed.leaf() + " or log_position " + placed.position(),
              "the text does not have the hash that the tree has of it"));
    }
    Leaf leaf;
    try {
      leaf = Leaf.parse(placed.data());
    } catch (IllegalArgumentException e) {
      findings.accept(Finding.changed("log_leaf " + placed.leaf(), String.valueOf(e.getMessage())));
      return;
    }
    boolean ofRows = leaf.action().equals(LoggedLeaves.OF_ROWS);
    LoggedLeaves.Entry entry = placed.entry();
    if (!ofRows && entry == null) {
      findings.accept(Finding.removed("audit_entry " + leaf.id(), "its leaf is in the log"));
      return;
    }
    if (entry != null
        && !(leaf.id().equals(placed.leaf().toString())
            && leaf.time().equals(entry.time())
            && leaf.action().equals(entry.action())
            && leaf.outcome().equals(entry.outcome())
            && entry.foldedRightly())) {
      findings.accept(
          Finding.changed("audit_entry " + leaf.id(), "its leaf has another time or action"));
    }
    items(leaf, leaves.items(placed), ofRows, erased, findings);
  }

  private static void items(
      Leaf leaf,
      List<Item> items,
      boolean ofRows,
      ErasedItems.Known erased,
      Consumer<Finding> findings) {
    for (int i = 0; i < Math.max(leaf.items().size(), items.size()); i++) {
      Item item = i < items.size() ? items.get(i) : new Item(new byte[SaltedItem.SALT_LENGTH], "");
      if (i < leaf.items().size()
          && new SaltedItem(item.salt(), item.text()).hash().equals(leaf.items().get(i))) {
        continue;
      }
      if (SaltedItem.isErased(item.salt()) && item.text().isEmpty() && erased.has(leaf.id(), i)) {
        continue;
      }
      String detail = "item " + i + " of its leaf says something else";
      if (ofRows) {
        findings.accept(Finding.changed("log_row of leaf " + leaf.id(), detail));
      } else if (item.text().startsWith("about ") || item.text().isEmpty()) {
        findings.accept(Finding.changed("audit_entity or audit_entry of " + leaf.id(), detail));
      } else {
        findings.accept(
            Finding.changed("audit_entry " + leaf.id() + " or the salts in its log_leaf", detail));
      }
    }
  }

  /** Rows that no leaf leads to. */
  private void strays(Consumer<Finding> findings) {
    rows.each(
        "select id::text from audit_entry e where not exists"
            + " (select from log_leaf l where l.id = e.id)",
        id -> findings.accept(Finding.added("audit_entry " + id, "it has no leaf")));
    rows.each(
        "select entry || ' ' || target_type || '/' || target_id from audit_entity a where not exists"
            + " (select from audit_entry e where e.id = a.entry)",
        id -> findings.accept(Finding.added("audit_entity " + id, "it has no audit entry")));
    rows.each(
        "select e.id || ' ' || (v ->> 'reference') from audit_entry e,"
            + " jsonb_array_elements(e.resources) v where not exists"
            + " (select from audit_entity a where a.entry = e.id"
            + " and a.target_type = split_part(v ->> 'reference', '/', 1)"
            + " and a.target_id = split_part(v ->> 'reference', '/', 2))",
        id -> findings.accept(Finding.removed("audit_entity " + id, "its audit entry names it")));
    rows.each(
        "select id::text from log_leaf l where not exists"
            + " (select from log_position p where p.leaf = l.id)"
            + " and not exists (select from log_waiting w where w.leaf = l.id)",
        id ->
            findings.accept(
                new Finding(
                    "left out",
                    "log_leaf " + id,
                    "it has no position and does not wait for one in log_waiting")));
    rows.each(
        "select leaf::text from log_waiting w where exists"
            + " (select from log_position p where p.leaf = w.leaf)"
            + " or not exists (select from log_leaf l where l.id = w.leaf)",
        id -> findings.accept(Finding.added("log_waiting " + id, "no leaf waits for it")));
    rows.each(
        "select level || '/' || index from log_node where (index + 1) * (1::bigint << level)"
            + " > (select coalesce(max(position) + 1, 0) from log_position)",
        id -> findings.accept(Finding.added("log_node " + id, "the tree is not so large")));
    rows.each(
        "select id::text from log_row r where leaf is not null and not exists"
            + " (select from log_leaf l where l.id = r.leaf)",
        id -> findings.accept(Finding.added("log_row " + id, "its leaf is not there")));
  }
}
