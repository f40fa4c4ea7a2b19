package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/conformance.md} says what the capability statement says, each line with the test that
 * proves it. Written anew with {@code -Deinthoven.docs.write=true}.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConformancePageTest {

  private static final Path PAGE = Path.of("../../docs/conformance.md");
  private static final Map<String, String> PROOFS = new LinkedHashMap<>();

  static {
    PROOFS.put("read", "ResourceInteractionsTest.aCreatedResourceIsReadBackWithItsVersion");
    PROOFS.put("vread", "ResourceInteractionsTest.everyVersionStaysReadableAfterAnUpdate");
    PROOFS.put("create", "ResourceInteractionsTest.aCreatedResourceIsReadBackWithItsVersion");
    PROOFS.put("conditional create", "ResourceInteractionsTest.aConditionalCreateFindsWhatIsThere");
    PROOFS.put("update", "ResourceInteractionsTest.everyVersionStaysReadableAfterAnUpdate");
    PROOFS.put(
        "conditional update", "ChangesTest.aConditionalUpdateCreatesThenUpdatesAndNeverGuesses");
    PROOFS.put(
        "patch",
        "ChangesTest.aJsonPatchChangesWhatItNames, ChangesTest.aFhirPathPatchChangesWhatItNames");
    PROOFS.put("delete", "ChangesTest.aDeletedResourceIsGoneAndItsVersionsStay");
    PROOFS.put("conditional delete", "ChangesTest.aConditionalDeletionDeletesOneOrNothing");
    PROOFS.put("history-instance", "HistoryTest.pagesOfAResourceHoldEachVersionOnceTheNewestFirst");
    PROOFS.put("history-type", "HistoryTest.theHistoryOfATypeAndOfAllHoldsWhatWasWrittenSince");
    PROOFS.put("history-system", "HistoryTest.theHistoryOfATypeAndOfAllHoldsWhatWasWrittenSince");
    PROOFS.put("search-type", "SearchTest.pagesHoldEveryMatchOnceWhileOthersArrive");
    PROOFS.put("chained search", "ChainedSearchTest.aChainFindsByWhatIsReferredTo");
    PROOFS.put("_has", "ChainedSearchTest.aChainBackwardsFindsByWhatRefersHere");
    PROOFS.put(
        "_include, _revinclude",
        "ChainedSearchTest.includesAreFollowedFromWhatTheyAddedWhereAsked");
    PROOFS.put("transaction", "ChangesTest.aTransactionDeletesPatchesAndUpdatesConditionally");
    PROOFS.put("batch", "MachineOutputTest.aReportAndWhatItRestsOnCannotBeDeleted");
    PROOFS.put("ETag, Last-Modified, 304", "AnswerShapeTest.whatTheClientHasAlreadyIsNotSentAgain");
    PROOFS.put("Prefer: return", "AnswerShapeTest.aWriteAnswersWithWhatThePreferenceAsksFor");
    PROOFS.put(
        "Prefer: handling", "SearchTest.unknownParametersAreRefusedUnlessTheClientIsLenient");
    PROOFS.put(
        "Prefer: respond-async",
        "RespondAsyncTest.aSearchIsAnsweredLaterAsItWouldHaveBeenAtOnceWithItsWaveforms,"
            + " RespondAsyncTest.aReadIsAnsweredLaterAndAsXmlWhereAsked,"
            + " RespondAsyncTest.aTransactionIsStoredLaterAndItsEcgsAreReported,"
            + " RespondAsyncTest.aBatchIsCarriedOutEntryByEntry,"
            + " RespondAsyncTest.operationsAreAnsweredLater,"
            + " RespondAsyncWritesTest.aWriteIsCarriedOutLaterWithItsConditions,"
            + " RespondAsyncWritesTest.historiesAreAnsweredLaterAsTheyAreAtOnce,"
            + " RespondAsyncWritesTest.labelsAreToldAddedAndTakenAwayLater");
    PROOFS.put("_summary, _elements", "AnswerShapeTest.aSummaryHoldsWhatR4CallsSummaryAndSaysSo");
    PROOFS.put(
        "JSON, XML, _pretty, gzip",
        "AnswerShapeTest.anAnswerComesAsXmlOrPrettyOrCompressedWhereAsked");
    PROOFS.put("$analyze", "HapiClientTest.anEcgIsReportedAndReadBackAsItWasSent");
    PROOFS.put(
        "$analyze of a Bundle",
        "AnalyzeFormsTest.aCollectionIsAnsweredWithAReportOfEachEcgInOrder");
    PROOFS.put(
        "$analyze of a DocumentReference",
        "AnalyzeFormsTest.aFileInADocumentReferenceOrBehindItIsReported");
    PROOFS.put(
        "$analyze of a Patient",
        "ReanalysisTest.everyEcgOfThePatientAndOfTheMergedGetsANewReportThatReplacesTheEarlier");
    PROOFS.put(
        "Subscription by criteria",
        "RestHookTest.aWrittenResourceThatMeetsTheCriteriaIsToldOnceAsAnUpdate");
    PROOFS.put(
        "Subscription by topic, $status",
        "TopicTest.aHandshakeComesFirstAndThenEveryReportByItsNumber");
    PROOFS.put(
        "$acknowledge",
        "CriticalReportTest.aCriticalReportGoesFromContactToContactUntilSomebodyAcknowledgesIt");
    PROOFS.put("$everything", "EverythingTest.thePatientComesFirstAndThenAllThatBelongsToThem");
    PROOFS.put("$lastn", "LastnTest.theNewestOfEachCodeComeNewestFirst");
    PROOFS.put("$meta", "MetaOperationsTest.typesAndTheServerTellWhatIsInUse");
    PROOFS.put(
        "$meta-add, $meta-delete", "MetaOperationsTest.labelsAreAddedAndTakenAwayAsNewVersions");
    PROOFS.put(
        "$export",
        "BulkExportTest.threeThousandResourcesComeEachOnItsOwnLine,"
            + " BulkExportTest.patientsComeWithWhatBelongsToThemAndWholeWaveforms");
    PROOFS.put("$merge", "PatientMergeTest.theSurvivorIsFoundWithWhatWasFiledUnderTheMerged");
    PROOFS.put(
        "$reassign",
        "ReassignTest.theReportIsIssuedAnewForTheRightPatientAndTheWrongOneIsWithdrawn");
    PROOFS.put("$reproduce", "ReproduceTest.aReportComesOutTheSameBitForBit");
    PROOFS.put(
        "$sign-off",
        "SignOffTest.anAcceptedReportIsFinalWithItsResultsAndNamesWhoSigned,"
            + " SignOffTest.anAmendedReportSaysWhatTheClinicianSays");
  }

  private static CapabilityStatementRestComponent rest() {
    byte[] json = Http.get("/fhir/metadata").body().getBytes(StandardCharsets.UTF_8);
    return ((CapabilityStatement) FhirResource.parse(json).resource()).getRestFirstRep();
  }

  private static String types(CapabilityStatementRestComponent rest, boolean written) {
    return rest.getResource().stream()
            .filter(
                resource ->
                    written
                        == resource.getInteraction().stream()
                            .anyMatch(can -> can.getCode() == TypeRestfulInteraction.CREATE))
            .map(CapabilityStatementRestResourceComponent::getType)
            .sorted()
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String page(CapabilityStatementRestComponent rest) {
    List<String> lines = new ArrayList<>();
    lines.add("# Conformance");
    lines.add("");
    lines.add(
        "FHIR R4 (4.0.1). Made of the capability statement (`/fhir/metadata`) by `ConformancePageTest`;"
            + " written anew by `./mvnw test -am -pl src/server -Dtest=ConformancePageTest"
            + " -Deinthoven.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false`. A test fails when"
            + " it is not what the server says.");
    lines.add("");
    lines.add("## Interactions");
    lines.add("");
    lines.add("| interaction | proven by |");
    lines.add("|---|---|");
    PROOFS.forEach((what, test) -> lines.add("| " + what + " | " + test + " |"));
    lines.add("");
    lines.add("These types offer all of them:");
    lines.add("");
    lines.add(types(rest, true));
    lines.add("");
    lines.add("These are read and searched, and nobody writes them:");
    lines.add("");
    lines.add(types(rest, false));
    lines.add("");
    lines.add("## Search parameters");
    lines.add("");
    lines.add(
        "Each is proven by `EverySearchParameterTest`: a resource made up for it is found by a value,"
            + " is not found by another, and `:missing` tells the two apart. Those of AuditEvent are proven"
            + " by `AuditEventTest`.");
    lines.add("");
    lines.add("| type | parameters |");
    lines.add("|---|---|");
    rest.getResource().stream()
        .sorted((one, other) -> one.getType().compareTo(other.getType()))
        .forEach(
            resource ->
                lines.add(
                    "| "
                        + resource.getType()
                        + " | "
                        + resource.getSearchParam().stream()
                            .map(param -> param.getName() + " (" + param.getType().toCode() + ")")
                            .sorted()
                            .collect(Collectors.joining(", "))
                        + " |"));
    return String.join("\n", lines) + "\n";
  }

  @Test
  void thePageSaysWhatTheServerSays() throws IOException {
    String page = page(rest());
    if (Boolean.getBoolean("einthoven.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyInteractionThatIsOfferedIsProvenByATestThatIsThere() {
    Set<String> offered = new LinkedHashSet<>();
    rest().getInteraction().forEach(can -> offered.add(can.getCode().toCode()));
    rest()
        .getResource()
        .forEach(
            resource ->
                resource.getInteraction().forEach(can -> offered.add(can.getCode().toCode())));
    assertThat(PROOFS.keySet()).containsAll(offered);
    for (String proofs : PROOFS.values()) {
      for (String proof : proofs.split(", ", -1)) {
        String[] parts = proof.split("\\.", -1);
        assertThat(methods(parts[0])).as(proof).contains(parts[1]);
      }
    }
  }

  private static List<String> methods(String testClass) {
    try {
      return Arrays.stream(
              Class.forName(ConformancePageTest.class.getPackageName() + "." + testClass)
                  .getDeclaredMethods())
          .map(Method::getName)
          .toList();
    } catch (ClassNotFoundException e) {
      throw new AssertionError("no test " + testClass, e);
    }
  }
}
