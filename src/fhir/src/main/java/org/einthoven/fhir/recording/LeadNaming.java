package org.einthoven.fhir.recording;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.einthoven.ecg.recording.Lead;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Which lead a CodeableConcept names.
 *
 * <p>A code of a known family decides. Words never override it: a display or text that names
 * another lead makes the whole contradictory. Words alone decide only where no code does, and only
 * if they are a lead's label and nothing else.
 */
final class LeadNaming {

  private LeadNaming() {}

  /** What a concept names. */
  sealed interface Naming {}

  /** This lead; {@link Lead#UNSPECIFIED} for an ECG of unsaid lead. */
  record Named(Lead lead, boolean byWordsOnly) implements Naming {}

  /** A lead code that no lead read here has. */
  record Unknown(String problem) implements Naming {}

  /** Two leads at once. */
  record Contradiction(String problem) implements Naming {}

  /** No lead at all. */
  record NotALead() implements Naming {}

  static Naming of(CodeableConcept concept) {
    Set<Lead> coded = EnumSet.noneOf(Lead.class);
    boolean someEcg = false;
    Optional<String> unknownFamily = Optional.empty();
    for (Coding coding : concept.getCoding()) {
      LeadCodes.Meaning meaning = LeadCodes.of(coding.getSystem(), coding.getCode());
      Optional<Lead> words = LeadLabels.mentioned(coding.getDisplay());
      if (meaning instanceof LeadCodes.Names names) {
        if (words.isPresent() && words.get() != names.lead()) {
          return contradiction(coding.getCode(), names.lead(), words.get());
        }
        coded.add(names.lead());
      } else if (meaning instanceof LeadCodes.SomeEcg) {
        if (words.isPresent()) {
          return new Contradiction(
              "code "
                  + coding.getCode()
                  + " leaves the lead open while its display names lead "
                  + words.get().label());
        }
        someEcg = true;
      } else if (meaning instanceof LeadCodes.UnknownLead unknown) {
        unknownFamily = Optional.of(unknown.family());
      }
    }
    if (coded.size() > 1) {
      return new Contradiction("the codes name different leads");
    }
    if (coded.isEmpty() && unknownFamily.isPresent()) {
      return new Unknown("the " + unknownFamily.get() + " code is of no lead that is read here");
    }
    if (coded.isEmpty()) {
      return byWords(concept, someEcg);
    }
    Lead lead = coded.iterator().next();
    Optional<Lead> text = LeadLabels.mentioned(concept.getText());
    return text.isPresent() && text.get() != lead
        ? new Contradiction(
            "the code names lead " + lead.label() + ", the text lead " + text.get().label())
        : new Named(lead, false);
  }

  private static Naming byWords(CodeableConcept concept, boolean someEcg) {
    Set<Lead> named = EnumSet.noneOf(Lead.class);
    LeadLabels.exactly(concept.getText()).ifPresent(named::add);
    if (!someEcg) {
      for (Coding coding : concept.getCoding()) {
        LeadLabels.exactly(coding.getDisplay()).ifPresent(named::add);
      }
    }
    if (named.size() > 1) {
      return new Contradiction("text and displays name different leads");
    }
    if (named.isEmpty()) {
      return someEcg ? new Named(Lead.UNSPECIFIED, false) : new NotALead();
    }
    return new Named(named.iterator().next(), true);
  }

  private static Contradiction contradiction(String code, Lead byCode, Lead byDisplay) {
    return new Contradiction(
        "code "
            + code
            + " is lead "
            + byCode.label()
            + " while its display names lead "
            + byDisplay.label());
  }
}
