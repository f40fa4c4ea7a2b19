package org.einthoven.cli.analyze;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.einthoven.ecg.format.EcgReader;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.file.EcgFile;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgDocument;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.fhir.recording.FhirEcgs;
import org.einthoven.inference.reading.Interpreter;
import org.jspecify.annotations.Nullable;

/** Reads the ECGs of a file and has each interpreted. */
final class FileAnalysis {

  /** The longest FHIR file that is read: 256 MiB. */
  private static final long MOST_FHIR_BYTES = 256L << 20;

  private final EcgFile files = new EcgFile();
  private final Interpreter interpreter;

  FileAnalysis(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** One entry for each ECG in the file, at least one; a file that cannot be read is refused. */
  List<FileReading> analyze(String file) {
    Path path = Path.of(file);
    try {
      if (Files.isDirectory(path)) {
        return List.of(unreadable(file, "it is a folder", "name the files in it"));
      }
      return isFhir(path) ? fhir(file, path) : List.of(plain(file, path));
    } catch (NoSuchFileException e) {
      return List.of(unreadable(file, "there is no such file", "check the name"));
    } catch (IOException e) {
      return List.of(
          unreadable(
              file, "it cannot be read", "check that you may read it and that the disk is well"));
    }
  }

  private FileReading plain(String file, Path path) throws IOException {
    ReadResult result = files.read(path);
    String sha256 = result instanceof ReadResult.Read ? sha256(files.filesOf(path)) : "";
    return result(file, sha256, null, result);
  }

  private static boolean isFhir(Path path) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return FhirEcgs.recognises(in.readNBytes(EcgReader.HEAD_BYTES));
    }
  }

  private List<FileReading> fhir(String file, Path path) throws IOException {
    if (Files.size(path) > MOST_FHIR_BYTES) {
      return List.of(
          new FileReading.Refused(
              file,
              new ReadResult.Refused(
                  Reason.TOO_LARGE,
                  "the file is larger than " + (MOST_FHIR_BYTES >> 20) + " MiB",
                  "file",
                  "split the Bundle")));
    }
    byte[] body = Files.readAllBytes(path);
    String sha256 = hex(digest().digest(body));
    List<FileReading> readings = new ArrayList<>();
    for (FhirEcgs.Item item : FhirEcgs.read(body)) {
      if (item instanceof FhirEcgs.Item.Observed observed) {
        readings.add(observed(file, sha256, observed));
      } else if (item instanceof FhirEcgs.Item.Enclosed enclosed) {
        readings.add(enclosed(file, sha256, enclosed));
      } else if (item instanceof FhirEcgs.Item.Refused refused) {
        readings.add(new FileReading.Refused(file, refused.refusal()));
      }
    }
    return readings;
  }

  private FileReading observed(String file, String sha256, FhirEcgs.Item.Observed observed) {
    if (observed.input() instanceof EcgInput.Found found) {
      return read(file, sha256, observed.source(), found.recording());
    }
    if (observed.input() instanceof EcgInput.NotAnalysable not) {
      return refused(
          file, Reason.INVALID, "not analysable: " + not.problem(), not.place(), not.remedy());
    }
    if (observed.input() instanceof EcgInput.Refused refused) {
      return new FileReading.Refused(file, refused.refusal());
    }
    return refused(file, Reason.UNSUPPORTED, "no ECG", "Observation", "send an ECG");
  }

  private FileReading enclosed(String file, String sha256, FhirEcgs.Item.Enclosed enclosed)
      throws IOException {
    if (enclosed.document() instanceof EcgDocument.Content content) {
      ReadResult result = files.read(new ByteArrayInputStream(content.content()));
      return result(file, sha256, enclosed.source(), result);
    }
    if (enclosed.document() instanceof EcgDocument.Elsewhere elsewhere) {
      return refused(
          file,
          Reason.UNSUPPORTED,
          "the ECG is not in the file but at a URL",
          elsewhere.place(),
          "fetch it and name it instead");
    }
    if (enclosed.document() instanceof EcgDocument.Refused refused) {
      return new FileReading.Refused(file, refused.refusal());
    }
    return refused(file, Reason.UNSUPPORTED, "no ECG", enclosed.source().type(), "send an ECG");
  }

  private FileReading result(
      String file, String sha256, @Nullable FhirResource source, ReadResult result) {
    if (result instanceof ReadResult.Read read) {
      return read(file, sha256, source, read.recording());
    }
    return new FileReading.Refused(file, (ReadResult.Refused) result);
  }

  private FileReading read(
      String file, String sha256, @Nullable FhirResource source, Recording recording) {
    return new FileReading.Read(
        file, sha256, recording, source, interpreter.interpret(recording), null);
  }

  private static FileReading unreadable(String file, String problem, String remedy) {
    return refused(file, Reason.INVALID, problem, "file", remedy);
  }

  private static FileReading refused(
      String file, Reason reason, String problem, String place, String remedy) {
    return new FileReading.Refused(file, new ReadResult.Refused(reason, problem, place, remedy));
  }

  /** Over the bytes of all files, one after another. */
  private static String sha256(List<Path> paths) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (Path path : paths) {
      try (InputStream in = Files.newInputStream(path)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
    }
    return hex(digest.digest());
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
