package org.einthoven.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignedNoteTest {

  // The key and the note of the tests of golang.org/x/mod/sumdb/note, the reference implementation.
  private static final String VERIFIER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String SIGNER =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static void refused(String note, String key) {
    assertThatThrownBy(() -> SignedNote.open(note, VerifierKey.parse(key)))
        .isInstanceOf(NoteRefusedException.class);
  }

  @Test
  void theReferenceNoteIsOpenedAndMadeAgainToTheByte() throws NoteRefusedException {
    assertThat(SignedNote.open(NOTE, VerifierKey.parse(VERIFIER))).isEqualTo(TEXT);
    SigningKey key = SigningKey.parse(SIGNER + "\n" + VERIFIER + "\n");
    assertThat(SignedNote.sign(TEXT, key)).isEqualTo(NOTE);
    assertThat(key.secretText()).isEqualTo(SIGNER + "\n" + VERIFIER + "\n");
  }

  @Test
  void aChangedNoteIsRefused() {
    refused(NOTE.replace("cryptography", "cryptographY"), VERIFIER);
    refused(NOTE.replace("x08go/ZJ", "x08go/ZK"), VERIFIER);
    refused(TEXT, VERIFIER);
    refused(TEXT + "\n", VERIFIER);
    refused(NOTE.substring(0, NOTE.length() - 1), VERIFIER);
    refused(NOTE + "not a signature\n", VERIFIER);
  }

  @Test
  void aNoteThatAnotherKeySignedIsRefused() throws NoteRefusedException {
    SigningKey other = SigningKey.make("PeterNeumann");
    refused(SignedNote.sign(TEXT, other), VERIFIER);
    String line = SignedNote.sign(TEXT, other).substring(TEXT.length() + 1);
    assertThat(SignedNote.open(NOTE + line, VerifierKey.parse(VERIFIER)))
        .as("signatures of others are passed over")
        .isEqualTo(TEXT);
  }

  @Test
  void aMangledKeyIsRefused() {
    for (String mangled :
        new String[] {
          VERIFIER.replace("c74f20a3", "c74f20a4"),
          VERIFIER.replace("PeterNeumann", "PeterNeuman"),
          VERIFIER.replace("ARpc", "ARpd"),
          VERIFIER.replace("+c74f20a3", ""),
          "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
          "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        }) {
      assertThatThrownBy(() -> VerifierKey.parse(mangled))
          .as(mangled)
          .isInstanceOf(NoteRefusedException.class);
    }
    String other = SigningKey.make("PeterNeumann").verifier().toString();
    assertThatThrownBy(() -> SigningKey.parse(SIGNER + "\n" + other))
        .isInstanceOf(NoteRefusedException.class);
  }

  @Test
  void aSigningKeyDoesNotTellItsSecret() {
    SigningKey key = SigningKey.make("log");
    assertThat(key.toString()).contains(key.verifier().toString()).doesNotContain("PRIVATE");
  }

  @Test
  void aCheckpointIsThreeLines() throws NoteRefusedException {
    String text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    Checkpoint checkpoint = Checkpoint.parse(text);
    assertThat(checkpoint.size()).isEqualTo(20_852_163);
    assertThat(checkpoint.text()).isEqualTo(text);
    for (String wrong :
        new String[] {
          "",
          "log\n1\n",
          "log\n01\n" + "A".repeat(43) + "=\n",
          "log\n1\nAAAA\n",
          "\n1\n" + "A".repeat(43) + "=\n"
        }) {
      assertThatThrownBy(() -> Checkpoint.parse(wrong)).isInstanceOf(NoteRefusedException.class);
    }
  }
}
