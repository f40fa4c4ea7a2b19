package org.einthoven.server.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.Folding;
import org.einthoven.server.store.index.IndexEntry;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Location.LocationPositionComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;

/**
 * Turns one element into index entries, by the kind of its search parameter (FHIR R4 search
 * 3.1.1.4).
 */
final class IndexValues {

  /** The suffix under which the identifiers of logical references are kept. */
  static final String IDENTIFIER = ":identifier";

  /** The suffix under which the texts that go with codes are kept. */
  static final String TEXT = ":text";

  /** The suffix under which identifiers are kept by the codes of their types. */
  static final String OF_TYPE = ":of-type";

  private IndexValues() {}

  static List<IndexEntry> tokens(String param, Base value) {
    List<IndexEntry> entries = new ArrayList<>();
    if (value instanceof CodeableConcept concept) {
      concept.getCoding().forEach(coding -> entries.addAll(tokens(param, coding)));
      said(param, concept.getText(), entries);
    } else if (value instanceof Coding coding) {
      token(param, coding.getSystem(), coding.getCode(), entries);
      said(param, coding.getDisplay(), entries);
    } else if (value instanceof Identifier identifier) {
      token(param, identifier.getSystem(), identifier.getValue(), entries);
      said(param, identifier.getType().getText(), entries);
      for (Coding type : identifier.getType().getCoding()) {
        String system = orEmpty(type.getSystem()) + "|" + orEmpty(type.getCode());
        token(param + OF_TYPE, system, identifier.getValue(), entries);
      }
    } else if (value instanceof ContactPoint contact) {
      token(param, null, contact.getValue(), entries);
    } else if (value instanceof Enumeration<?> code) {
      token(param, code.hasValue() ? code.getSystem() : null, code.getValueAsString(), entries);
    } else if (value instanceof PrimitiveType<?> primitive) {
      token(param, null, primitive.getValueAsString(), entries);
    }
    return entries;
  }

  private static void token(
      String param, @Nullable String system, @Nullable String code, List<IndexEntry> entries) {
    if (code != null && !code.isEmpty()) {
      entries.add(new IndexEntry.Token(param, system == null ? "" : system, code));
    }
  }

  private static void said(String param, @Nullable String text, List<IndexEntry> entries) {
    if (text != null && !text.isBlank()) {
      entries.add(new IndexEntry.Text(param + TEXT, Folding.fold(text), text));
    }
  }

  static List<IndexEntry> addresses(String param, Base value) {
    List<IndexEntry> entries = new ArrayList<>();
    if (value instanceof PrimitiveType<?> primitive) {
      token(param, null, primitive.getValueAsString(), entries);
    }
    return entries;
  }

  static List<IndexEntry> spans(String param, Base value) {
    if (value instanceof BaseDateTimeType date) {
      return span(date).map(s -> entry(param, s.low(), s.high())).stream().toList();
    }
    if (value instanceof Period period) {
      Optional<DateSpan> start = span(period.getStartElement());
      Optional<DateSpan> end = span(period.getEndElement());
      return start.isEmpty() && end.isEmpty()
          ? List.of()
          : List.of(
              entry(
                  param,
                  start.map(DateSpan::low).orElse(Instant.MIN),
                  end.map(DateSpan::high).orElse(Instant.MAX)));
    }
    if (value instanceof Timing timing) {
      if (timing.hasEvent()) {
        return timing.getEvent().stream().flatMap(event -> spans(param, event).stream()).toList();
      }
      return timing.getRepeat().getBounds() instanceof Period bounds
          ? spans(param, bounds)
          : List.of();
    }
    return List.of();
  }

  private static IndexEntry entry(String param, Instant low, Instant high) {
    return new IndexEntry.Span(param, low, high);
  }

  private static Optional<DateSpan> span(BaseDateTimeType date) {
    return date.hasValue() ? DateSpan.parse(date.getValueAsString()) : Optional.empty();
  }

  /** A resource inside another, which a reference parameter looks at as if it were referred to. */
  static List<IndexEntry> held(String param, Resource held, List<String> targets) {
    String id = held.getIdElement().getIdPart();
    return id == null || !targets.contains(held.fhirType())
        ? List.of()
        : List.of(new IndexEntry.Link(param, held.fhirType(), id, ""));
  }

  static List<IndexEntry> links(String param, Base value) {
    List<IndexEntry> links = new ArrayList<>();
    if (value instanceof CanonicalType canonical && canonical.hasValue()) {
      String address = canonical.getValue();
      links.add(new IndexEntry.Link(param, "", "", address));
      OwnDefinitions.named(address)
          .ifPresent(own -> links.add(new IndexEntry.Link(param, own.type(), own.id(), "")));
      int version = address.indexOf('|');
      if (version > 0) {
        links.add(new IndexEntry.Link(param, "", "", address.substring(0, version)));
      }
    }
    if (value instanceof Reference reference) {
      IdType literal = new IdType(reference.getReference());
      if (reference.hasReference() && !reference.getReference().startsWith("#")) {
        boolean absolute = literal.isAbsolute() || reference.getReference().startsWith("urn:");
        links.add(
            absolute
                ? new IndexEntry.Link(param, "", "", reference.getReference())
                : new IndexEntry.Link(
                    param, orEmpty(literal.getResourceType()), orEmpty(literal.getIdPart()), ""));
      }
      if (reference.hasIdentifier()) {
        links.addAll(tokens(param + IDENTIFIER, reference.getIdentifier()));
      }
    }
    return links;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static List<IndexEntry> texts(String param, Base value) {
    Stream<? extends @Nullable String> parts;
    if (value instanceof HumanName name) {
      parts =
          Stream.of(
                  Stream.of(name.getText(), name.getFamily()),
                  name.getGiven().stream().map(StringType::getValue),
                  name.getPrefix().stream().map(StringType::getValue),
                  name.getSuffix().stream().map(StringType::getValue))
              .flatMap(stream -> stream);
    } else if (value instanceof Address address) {
      parts =
          Stream.concat(
              Stream.of(
                  address.getText(),
                  address.getCity(),
                  address.getDistrict(),
                  address.getState(),
                  address.getPostalCode(),
                  address.getCountry()),
              address.getLine().stream().map(StringType::getValue));
    } else if (value instanceof CodeableConcept concept) {
      parts = Stream.of(concept.getText());
    } else if (value instanceof PrimitiveType<?> primitive) {
      parts = Stream.of(primitive.getValueAsString());
    } else {
      return List.of();
    }
    List<IndexEntry> texts = new ArrayList<>();
    parts.forEach(
        part -> {
          if (part != null && !part.isBlank()) {
            texts.add(new IndexEntry.Text(param, Folding.fold(part), part));
          }
        });
    return texts;
  }

  /** The latitude under the parameter's name, the longitude beside it. */
  static List<IndexEntry> position(String param, Base value) {
    return value instanceof LocationPositionComponent place
            && place.hasLatitude()
            && place.hasLongitude()
        ? List.of(
            new IndexEntry.Amount(param, place.getLatitude(), "", ""),
            new IndexEntry.Amount(param + Criterion.LONGITUDE, place.getLongitude(), "", ""))
        : List.of();
  }

  static List<IndexEntry> amounts(String param, Base value) {
    if (value instanceof Quantity quantity) {
      return quantity(param, quantity);
    }
    if (value instanceof Range range) {
      return Stream.of(range.getLow(), range.getHigh())
          .flatMap(end -> quantity(param, end).stream())
          .toList();
    }
    if (value instanceof DecimalType number && number.hasValue()) {
      return List.of(new IndexEntry.Amount(param, number.getValue(), "", ""));
    }
    if (value instanceof IntegerType number && number.hasValue()) {
      return List.of(new IndexEntry.Amount(param, BigDecimal.valueOf(number.getValue()), "", ""));
    }
    return List.of();
  }

  private static List<IndexEntry> quantity(String param, Quantity quantity) {
    if (!quantity.hasValue()) {
      return List.of();
    }
    List<IndexEntry> amounts = new ArrayList<>();
    amounts.add(
        new IndexEntry.Amount(
            param,
            quantity.getValue(),
            orEmpty(quantity.getSystem()),
            orEmpty(quantity.getCode())));
    if (quantity.hasUnit() && !quantity.getUnit().equals(quantity.getCode())) {
      amounts.add(new IndexEntry.Amount(param, quantity.getValue(), "", quantity.getUnit()));
    }
    return amounts;
  }
}
