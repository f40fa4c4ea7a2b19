package org.einthoven.fhir.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.fhir.FhirResource;
import org.junit.jupiter.api.Test;

class EcgDocumentsTest {

  private static final byte[] FILE = "<AnnotatedECG/>".getBytes(StandardCharsets.UTF_8);
  private static final String DATA = Base64.getEncoder().encodeToString(FILE);

  private static EcgDocument read(String json) {
    return EcgDocuments.of(FhirResource.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String document(String attachments) {
    return "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"content\":["
        + attachments
        + "]}";
  }

  @Test
  void the_file_of_a_document_is_found_behind_its_print() {
    EcgDocument document =
        read(
            document(
                "{\"attachment\":{\"contentType\":\"application/pdf\",\"data\":\"QUJD\"}},"
                    + "{\"attachment\":{\"contentType\":\"application/xml\",\"data\":\""
                    + DATA
                    + "\"}}"));
    assertThat(document).isInstanceOf(EcgDocument.Content.class);
    EcgDocument.Content content = (EcgDocument.Content) document;
    assertThat(content.content()).isEqualTo(FILE);
    assertThat(content.place()).isEqualTo("DocumentReference.content[1].attachment.data");
  }

  @Test
  void a_file_in_a_Binary_is_found() {
    EcgDocument.Content content =
        (EcgDocument.Content)
            read(
                "{\"resourceType\":\"Binary\",\"contentType\":\"text/xml\",\"data\":\""
                    + DATA
                    + "\"}");
    assertThat(content.content()).isEqualTo(FILE);
    assertThat(content.contentType()).isEqualTo("text/xml");
  }

  @Test
  void a_document_that_names_a_Binary_is_elsewhere() {
    assertThat(read(document("{\"attachment\":{\"url\":\"Binary/7\"}}")))
        .isEqualTo(
            new EcgDocument.Elsewhere(
                "Binary/7", "", "DocumentReference.content[0].attachment.url"));
  }

  @Test
  void data_that_do_not_have_their_hash_are_refused() {
    EcgDocument.Refused refused =
        (EcgDocument.Refused)
            read(document("{\"attachment\":{\"data\":\"" + DATA + "\",\"hash\":\"QUJD\"}}"));
    assertThat(refused.refusal().place()).isEqualTo("DocumentReference.content[0].attachment.hash");
  }

  @Test
  void a_document_without_a_file_is_refused_and_a_print_is_no_ecg() {
    EcgDocument.Refused refused = (EcgDocument.Refused) read(document("{\"attachment\":{}}"));
    assertThat(refused.refusal().reason()).isEqualTo(Reason.EMPTY);
    assertThat(read(document("{\"attachment\":{\"contentType\":\"image/png\",\"data\":\"QUJD\"}}")))
        .isInstanceOf(EcgDocument.NotAnEcg.class);
  }
}
