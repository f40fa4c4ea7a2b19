package org.einthoven.fhir.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.ParsedFhir;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirPathPatchTest {

  private final Parameters patch = new Parameters();

  private Parameters.ParametersParameterComponent operation(String type, String path) {
    Parameters.ParametersParameterComponent operation = patch.addParameter().setName("operation");
    part(operation, "type", new CodeType(type));
    part(operation, "path", new StringType(path));
    return operation;
  }

  private static void part(
      Parameters.ParametersParameterComponent operation, String name, Type value) {
    operation.addPart().setName(name).setValue(value);
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient.addName().setUse(HumanName.NameUse.OFFICIAL).setFamily("One").addGiven("A");
    patient.addName().setUse(HumanName.NameUse.NICKNAME).setFamily("Two");
    patient.setBirthDateElement(new DateType("1950-01-02"));
    return patient;
  }

  private Patient patched(Patient before) {
    ParsedFhir result = FhirPathPatch.apply(FhirResource.of(before), patch);
    assertThat(result).isInstanceOf(ParsedFhir.Parsed.class);
    return (Patient) ((ParsedFhir.Parsed) result).resource().resource();
  }

  @Test
  void aPrimitiveIsReplacedAndWhatWasGivenIsNotChanged() {
    part(operation("replace", "Patient.birthDate"), "value", new DateType("1960-03"));
    Patient before = patient();
    assertThat(patched(before).getBirthDateElement().getValueAsString()).isEqualTo("1960-03");
    assertThat(before.getBirthDateElement().getValueAsString()).isEqualTo("1950-01-02");
  }

  @Test
  void elementsAreAddedToListsAndToWhatHasNone() {
    Parameters.ParametersParameterComponent given =
        operation("add", "Patient.name.where(use = 'official')");
    part(given, "name", new StringType("given"));
    part(given, "value", new StringType("B"));
    Parameters.ParametersParameterComponent gender = operation("add", "Patient");
    part(gender, "name", new StringType("gender"));
    part(gender, "value", new CodeType("female"));
    Patient patched = patched(patient());
    assertThat(patched.getName().get(0).getGiven())
        .map(StringType::getValue)
        .containsExactly("A", "B");
    assertThat(patched.getGender().toCode()).isEqualTo("female");
  }

  @Test
  void aBackboneElementIsAddedByItsParts() {
    Parameters.ParametersParameterComponent contact = operation("add", "Patient");
    part(contact, "name", new StringType("contact"));
    Parameters.ParametersParameterComponent value = contact.addPart().setName("value");
    value.addPart().setName("name").setValue(new HumanName().setFamily("Next"));
    value.addPart().setName("gender").setValue(new CodeType("male"));
    Patient patched = patched(patient());
    assertThat(patched.getContactFirstRep().getName().getFamily()).isEqualTo("Next");
    assertThat(patched.getContactFirstRep().getGender().toCode()).isEqualTo("male");
  }

  @Test
  void listsAreInsertedIntoMovedAndDeletedFrom() {
    Parameters.ParametersParameterComponent insert = operation("insert", "Patient.name");
    part(insert, "index", new IntegerType(0));
    part(insert, "value", new HumanName().setFamily("Zero"));
    Parameters.ParametersParameterComponent move = operation("move", "Patient.name");
    part(move, "source", new IntegerType(0));
    part(move, "destination", new IntegerType(2));
    operation("delete", "Patient.name[0]");
    operation("delete", "Patient.deceased");
    assertThat(patched(patient()).getName())
        .map(HumanName::getFamily)
        .isEqualTo(List.of("Two", "Zero"));
  }

  @Test
  void aChoiceIsReplacedByAnotherType() {
    Observation before = new Observation();
    before.setStatus(Observation.ObservationStatus.FINAL).getCode().setText("x");
    before.setValue(new StringType("many"));
    part(operation("replace", "Observation.value"), "value", new Quantity(98));
    ParsedFhir result = FhirPathPatch.apply(FhirResource.of(before), patch);
    Observation after = (Observation) ((ParsedFhir.Parsed) result).resource().resource();
    assertThat(after.getValueQuantity().getValue()).isEqualByComparingTo("98");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "replace;Patient.name;leads to several",
        "replace;Patient.photo;leads to nothing",
        "replace;Patient.name[;no FHIRPath",
        "replace;'Patient.name.family.first().length()';does not lead to an element",
        "shake;Patient.name;type is not known",
        "add;Patient;no name",
        "insert;Patient.birthDate;no list",
        "move;Patient.name;no source",
        "replace;Patient.birthDate;does not fit"
      })
  void whatCannotBeCarriedOutIsRefusedWithItsPlace(String type, String path, String problem) {
    part(operation(type, path), "value", new HumanName().setFamily("x"));
    ParsedFhir result = FhirPathPatch.apply(FhirResource.of(patient()), patch);
    assertThat(result).isInstanceOf(ParsedFhir.Refused.class);
    assertThat(((ParsedFhir.Refused) result).refusal().problem()).contains(problem);
    assertThat(((ParsedFhir.Refused) result).refusal().place())
        .isEqualTo("Parameters.parameter[0]");
  }

  @Test
  void oneOperationThatFailsUndoesTheOthers() {
    operation("delete", "Patient.name[0]");
    operation("replace", "Patient.photo");
    assertThat(FhirPathPatch.apply(FhirResource.of(patient()), patch))
        .isInstanceOf(ParsedFhir.Refused.class);
  }
}
