package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.VersionHistory;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * Histories in pages (FHIR R4 http 3.1.0.12). A next link says behind which version the next page
 * begins, so that it holds the same whatever is written meanwhile. HAPI pages histories by numbers,
 * which shift: its links are replaced.
 */
@Singleton
@Interceptor
public class HistoryPages {

  /** The parameter in which a next link carries where its page begins. */
  static final String AFTER = "_after";

  private static final String NEXT = HistoryPages.class.getName();
  private static final int USUAL = 20;
  private static final int MOST = 500;
  private static final String PART = "\n";

  private final VersionHistory history;

  /** Over this history. */
  public HistoryPages(VersionHistory history) {
    this.history = history;
  }

  /**
   * A page.
   *
   * @param count how many versions it holds, null where the client does not say
   * @param after where it begins as a next link says it, null for the first
   * @param visible which versions are shown, null for all
   * @throws ResourceNotFoundException when the resource was never there (404)
   */
  IBundleProvider page(
      VersionHistory.Scope scope,
      @Nullable Integer count,
      @Nullable String after,
      @Nullable Predicate<StoredVersion> visible,
      RequestDetails request) {
    int size = count == null ? USUAL : Math.max(0, Math.min(count, MOST));
    boolean single = !scope.id().isEmpty();
    if (single && history.count(new VersionHistory.Scope(scope.type(), scope.id(), null)) == 0) {
      throw new ResourceNotFoundException(new IdType(scope.type(), scope.id()));
    }
    Integer total =
        visible == null && (single || size == 0)
            ? (Integer) (int) Math.min(Integer.MAX_VALUE, history.count(scope))
            : null;
    List<StoredVersion> found =
        size == 0
            ? List.of()
            : history.page(scope, after == null ? null : decoded(after), size + 1);
    boolean more = found.size() > size;
    List<StoredVersion> shown = more ? found.subList(0, size) : found;
    if (more) {
      request.getUserData().put(NEXT, encoded(shown.get(size - 1)));
    }
    List<StoredVersion> seen = visible == null ? shown : shown.stream().filter(visible).toList();
    return new SimpleBundleProvider(Histories.of(seen)) {
      @Override
      public @Nullable Integer size() {
        return total;
      }
    };
  }

  /** Puts the links of a history's page in the place of HAPI's. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public boolean link(RequestDetails request, IBaseResource answer) {
    if (answer instanceof Bundle bundle && bundle.getType() == Bundle.BundleType.HISTORY) {
      bundle
          .getLink()
          .removeIf(link -> List.of("next", "previous", "prev").contains(link.getRelation()));
      if (request.getUserData().get(NEXT) instanceof String next) {
        bundle.addLink().setRelation("next").setUrl(address(request, next));
      }
    }
    return true;
  }

  private static String address(RequestDetails request, String next) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
      if (!parameter.getKey().equals(AFTER)) {
        for (String value : parameter.getValue()) {
          parts.add(parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
      }
    }
    parts.add(AFTER + "=" + next);
    return request.getFhirServerBase()
        + "/"
        + request.getRequestPath()
        + "?"
        + String.join("&", parts);
  }

  private static String encoded(StoredVersion last) {
    String text =
        String.join(
            PART,
            last.lastUpdated().toString(),
            last.id().type(),
            last.id().id(),
            Integer.toString(last.version()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static VersionHistory.After decoded(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(PART, -1);
      return new VersionHistory.After(
          Instant.parse(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw Refusing.invalidParameter(
          AFTER, "is not from a next link of this history", "follow the links as they were sent");
    }
  }
}
