package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexEntry;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SortedSearchTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Inject SearchIndex index;

  private final String code = UUID.randomUUID().toString();
  private final String patient = UUID.randomUUID().toString();

  /** Resources a to f: one, one, several, none, the same as a, none. */
  @BeforeEach
  void store() {
    store("a", 5);
    store("b", 3);
    store("c", 1, 9);
    store("d");
    store("e", 5);
    store("f");
  }

  private void store(String id, int... values) {
    List<IndexEntry> entries = new ArrayList<>();
    entries.add(new IndexEntry.Token("code", "", code));
    entries.add(new IndexEntry.Link("subject", "Patient", patient, ""));
    entries.add(new IndexEntry.Token("identifier", "urn:made", code));
    for (int value : values) {
      Instant time = NOON.plusSeconds(60L * value);
      entries.add(new IndexEntry.Span("date", time, time.plusSeconds(1)));
      entries.add(new IndexEntry.Token("status", "", "v" + value));
      entries.add(new IndexEntry.Text("note", "v" + value, "V" + value));
      entries.add(new IndexEntry.Amount("amount", BigDecimal.valueOf(value), "", ""));
      entries.add(new IndexEntry.Link("encounter", "Encounter", "v" + value, ""));
    }
    if (values.length == 0) {
      entries.add(new IndexEntry.Token("status", "urn:system", ""));
      entries.add(new IndexEntry.Link("encounter", "", "", "https://ehr.example/Encounter/1"));
    }
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                index.replace(
                    List.of(
                        new SearchIndex.Indexed(
                            new ResourceId("Observation", code + id), NOON, entries))));
  }

  private List<String> sorted(Criterion criterion, IndexQuery.SortKey... keys) {
    List<String> all = pages(criterion, 100, keys);
    for (int size : new int[] {1, 2, 3}) {
      assertThat(pages(criterion, size, keys)).as("in pages of %d", size).isEqualTo(all);
    }
    return all.stream().map(id -> id.substring(code.length())).toList();
  }

  private List<String> pages(Criterion criterion, int size, IndexQuery.SortKey... keys) {
    List<String> all = new ArrayList<>();
    List<String> after = null;
    while (true) {
      List<IndexQuery.Hit> page =
          index.find(new IndexQuery("Observation", List.of(criterion), List.of(keys), after, size));
      page.forEach(hit -> all.add(hit.resourceId()));
      if (page.size() < size) {
        return all;
      }
      after = page.get(size - 1).position();
    }
  }

  private Criterion ofTheCode() {
    return new Criterion.Tokens("code", List.of(new Criterion.TokenValue(null, code)), false);
  }

  private Criterion ofThePatient() {
    return new Criterion.Links(
        "subject", List.of(new Criterion.LinkValue("Patient", patient, null)));
  }

  private Criterion ofTheIdentifier() {
    return new Criterion.Tokens(
        "identifier", List.of(new Criterion.TokenValue("urn:made", code)), false);
  }

  private static IndexQuery.SortKey by(String param, Criterion.Kind kind, boolean descending) {
    return new IndexQuery.SortKey(param, kind, descending);
  }

  @Test
  void theLeastValueCountsGoingUpTheGreatestGoingDownAndWithoutAnyItComesLast() {
    for (Criterion criterion : List.of(ofTheCode(), ofThePatient(), ofTheIdentifier())) {
      for (IndexQuery.SortKey up :
          List.of(
              by("date", Criterion.Kind.DATE, false),
              by("status", Criterion.Kind.TOKEN, false),
              by("note", Criterion.Kind.STRING, false),
              by("amount", Criterion.Kind.QUANTITY, false),
              by("encounter", Criterion.Kind.REFERENCE, false))) {
        assertThat(sorted(criterion, up))
            .as("%s", up)
            .containsExactly("c", "b", "a", "e", "d", "f");
        assertThat(sorted(criterion, by(up.param(), up.kind(), true)))
            .as("%s, descending", up)
            .containsExactly("c", "a", "e", "b", "d", "f");
      }
    }
  }

  @Test
  void whatIsEqualByTheFirstKeyIsSortedByTheNext() {
    for (Criterion criterion : List.of(ofTheCode(), ofThePatient(), ofTheIdentifier())) {
      assertThat(
              sorted(
                  criterion,
                  by("date", Criterion.Kind.DATE, true),
                  by("_id", Criterion.Kind.TOKEN, true)))
          .containsExactly("c", "e", "a", "b", "f", "d");
      assertThat(
              sorted(
                  criterion,
                  by("note", Criterion.Kind.STRING, false),
                  by("amount", Criterion.Kind.QUANTITY, true),
                  by("_id", Criterion.Kind.TOKEN, true)))
          .containsExactly("c", "b", "e", "a", "f", "d");
    }
  }

  @Test
  void aTypeIsSortedWithoutAnyCriterion() {
    List<String> mine =
        index
            .find(
                new IndexQuery(
                    "Observation",
                    List.of(),
                    List.of(by("date", Criterion.Kind.DATE, true)),
                    null,
                    100_000))
            .stream()
            .map(IndexQuery.Hit::resourceId)
            .filter(id -> id.startsWith(code))
            .map(id -> id.substring(code.length()))
            .toList();
    assertThat(mine).containsExactly("c", "a", "e", "b", "d", "f");
  }
}
