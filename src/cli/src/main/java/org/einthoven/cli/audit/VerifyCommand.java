package org.einthoven.cli.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.einthoven.cli.command.Version;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.NoteRefusedException;
import org.einthoven.ledger.SignedNote;
import org.einthoven.ledger.VerifierKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies an export with nothing but the public key and the checkpoints that were kept. */
@Command(
    name = "verify",
    description =
        "Verify an exported log without a server: its leaves make the tree that was signed, and it"
            + " begins with every checkpoint that you kept.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What 'audit export' wrote.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description =
          "The public key, NAME+KEYID+BASE64, or a file with it. Not the one in the export: that one"
              + " is whoever's who wrote the export.")
  private List<String> keys = List.of();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint that was kept elsewhere, or a folder of them; can be repeated.")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Verdict.Form form;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<VerifierKey> trusted = new ArrayList<>();
    for (String key : keys) {
      trusted.add(key(key));
    }
    List<Finding> findings = new ArrayList<>();
    List<Checkpoint> signed = new ArrayList<>();
    for (Path each : files(checkpoints)) {
      open(Files.readString(each), each.toString(), trusted, signed, findings);
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      ExportedLog log = ExportedLog.begin(lines);
      open(log.note(), "the export's checkpoint", trusted, signed, findings);
      Verdict verdict = log.verify(signed, findings);
      return verdict.print(form, spec.commandLine().getOut());
    } catch (ExportedLog.MalformedException e) {
      findings.add(Finding.changed(file.toString(), e.getMessage()));
      return new Verdict(0, "", findings).print(form, spec.commandLine().getOut());
    }
  }

  /** A note that none of the keys signed is a finding; after a change of keys there are several. */
  private static void open(
      String note,
      String what,
      List<VerifierKey> keys,
      List<Checkpoint> signed,
      List<Finding> findings) {
    String why = "";
    for (VerifierKey key : keys) {
      try {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.open(note, key));
        if (!checkpoint.origin().equals(key.name())) {
          why = "it is of another log, " + checkpoint.origin();
          continue;
        }
        signed.add(checkpoint);
        return;
      } catch (NoteRefusedException e) {
        why = String.valueOf(e.getMessage());
      }
    }
    findings.add(Finding.changed(what, why));
  }

  private VerifierKey key(String text) throws IOException {
    try {
      Path path = text.contains("+") ? null : Path.of(text);
      return VerifierKey.parse(path == null ? text : Files.readString(path));
    } catch (NoteRefusedException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--key: " + e.getMessage(), e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--key: neither a key nor a file with one: " + text, e);
    }
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> below = Files.walk(path)) {
          below.filter(each -> each.toString().endsWith(".txt")).sorted().forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return files;
  }
}
