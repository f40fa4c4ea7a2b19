package org.einthoven.server.security;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.search.SearchRequest;
import org.einthoven.server.search.Visibility;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Criterion;
import org.hl7.fhir.r4.model.Resource;

/**
 * Holds what is asked of resources against who asks. Everything that reads or writes for a client
 * comes by here, alone, as the entry of a Bundle, or later. A refusal is recorded; what lies
 * outside the compartment of a patient is answered as if it were not there.
 */
@Singleton
public class AccessRules {

  private final Confinement confinement;
  private final ResourceReader reader;
  private final Denials denials;

  /** With what belongs to whom. */
  public AccessRules(Confinement confinement, ResourceReader reader, Denials denials) {
    this.confinement = confinement;
    this.reader = reader;
    this.denials = denials;
  }

  /** Refuses what role and scopes do not allow with a type (403). */
  public void check(Requester who, Permission permission, String type) {
    if (!who.may(permission, type)) {
      throw denied(who, permission, type);
    }
  }

  private RuntimeException denied(Requester who, Permission permission, String type) {
    return denials.of(who, permission.word() + " " + type);
  }

  /**
   * Refuses the versions of all resources of a type, empty for all types, unless all may be seen.
   */
  public void checkHistory(Requester who, String type) {
    List<String> types = type.isEmpty() ? SearchParameters.STORED_TYPES : List.of(type);
    if (who.isConfined() || !mayList(who, types)) {
      throw denials.of(who, "the history of " + (type.isEmpty() ? "all types" : type));
    }
  }

  private static boolean mayList(Requester who, List<String> types) {
    return types.stream()
        .allMatch(each -> who.may(Permission.READ, each) && who.may(Permission.SEARCH, each));
  }

  /**
   * Refuses to store a resource that the requester may not write.
   *
   * @param put whether the requester says under which id
   * @param promised what is stored with it
   */
  public void checkWrite(
      Requester who, ResourceId id, boolean put, Resource resource, Set<ResourceId> promised) {
    if (who.isOpen()) {
      return;
    }
    boolean there = put && reader.exists(id);
    check(who, put ? Permission.UPDATE : Permission.CREATE, id.type());
    if (put && !there) {
      check(who, Permission.CREATE, id.type());
      checkNamed(who, id);
    }
    confinement.checkWrite(who, id, there, resource, promised);
  }

  /** Who is confined names no id of what is not theirs: whether it is there would be told. */
  public void checkNamed(Requester who, ResourceId id) {
    confinement.checkThere(who, id);
  }

  /** A patch answers and depends on what is there: it is read as well. */
  public void checkPatch(Requester who, ResourceId id) {
    check(who, Permission.UPDATE, id.type());
    check(who, Permission.READ, id.type());
    confinement.checkThere(who, id);
  }

  /** Refuses to delete. */
  public void checkDelete(Requester who, ResourceId id) {
    check(who, Permission.DELETE, id.type());
    confinement.checkDelete(who, id);
  }

  /**
   * A search as the requester may carry it out. Whatever it looks at they must be allowed to
   * search: a criterion on what they may not see would tell it.
   */
  public SearchRequest narrowed(Requester who, SearchRequest asked) {
    if (who.isOpen()) {
      return asked;
    }
    check(who, Permission.SEARCH, asked.resourceType());
    return asked.with(narrowed(who, asked.criteria()));
  }

  /** Criteria of a search, likewise. */
  public List<Criterion> narrowed(Requester who, List<Criterion> criteria) {
    if (who.isOpen()) {
      return criteria;
    }
    List<Criterion> narrowed = new ArrayList<>();
    criteria.forEach(each -> narrowed.add(narrowed(who, each)));
    if (who.isConfined()) {
      narrowed.add(confinement.within(who));
    }
    return narrowed;
  }

  private Criterion narrowed(Requester who, Criterion criterion) {
    if (criterion instanceof Criterion.Chained chained) {
      Map<String, Criterion> byType = new LinkedHashMap<>();
      chained
          .byType()
          .forEach(
              (type, there) -> {
                if (who.may(Permission.SEARCH, type)) {
                  byType.put(type, step(who, there));
                }
              });
      if (byType.isEmpty()) {
        throw denied(who, Permission.SEARCH, String.join(" or ", chained.byType().keySet()));
      }
      return new Criterion.Chained(chained.param(), byType);
    }
    if (criterion instanceof Criterion.Referring referring) {
      check(who, Permission.SEARCH, referring.resourceType());
      return new Criterion.Referring(
          referring.resourceType(), referring.param(), step(who, referring.criterion()));
    }
    return criterion;
  }

  private Criterion step(Requester who, Criterion criterion) {
    Criterion narrowed = narrowed(who, criterion);
    return who.isConfined()
        ? new Criterion.All(List.of(narrowed, confinement.within(who)))
        : narrowed;
  }

  /** What includes may add. */
  public Visibility visibility(Requester who) {
    if (who.isOpen()) {
      return Visibility.ALL;
    }
    return ids -> {
      Set<ResourceId> allowed =
          ids.stream()
              .filter(id -> who.may(Permission.READ, id.type()))
              .collect(Collectors.toCollection(HashSet::new));
      return allowed.isEmpty() ? allowed : confinement.among(who, allowed);
    };
  }

  /** Those of some types that the requester may be shown. */
  public List<String> shown(Requester who, List<String> types) {
    return types.stream().filter(type -> who.may(Permission.READ, type)).toList();
  }

  /** Those of some types that the requester may export, of whomever; none at all is refused. */
  public List<String> exported(Requester who, List<String> types) {
    List<String> exported =
        types.stream()
            .filter(type -> who.mayAsSystem(Permission.READ, type))
            .filter(type -> who.mayAsSystem(Permission.SEARCH, type))
            .toList();
    if (exported.isEmpty() || who.isConfined() || !who.is(Role.ADMINISTRATOR)) {
      throw denials.of(who, "$export");
    }
    return exported;
  }
}
