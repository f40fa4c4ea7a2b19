package org.einthoven.ecg.format.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.einthoven.ecg.format.BoundedInputStream;
import org.einthoven.ecg.format.EcgReader;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.aecg.AecgReader;
import org.einthoven.ecg.format.wfdb.WfdbHeader;
import org.einthoven.ecg.format.wfdb.WfdbRecord;
import org.einthoven.ecg.format.xml.XmlLimits;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads an ECG from a file of unknown content: HL7 aECG, or a ZIP file with one aECG or one WFDB
 * record, or either compressed by gzip. Formats are told apart by content; those that are known and
 * not read are refused by name. It holds no state and is safe for use by several threads.
 */
public final class EcgFile {

  /** The longest content, decompressed, that is read by default: 64 MiB. */
  public static final long DEFAULT_BYTES = 64L << 20;

  private final long mostBytes;
  private final List<EcgReader> readers;

  /** Reads content of up to {@link #DEFAULT_BYTES}. */
  public EcgFile() {
    this(DEFAULT_BYTES);
  }

  /**
   * Reads content of up to so many bytes.
   *
   * @param mostBytes how long content may be after decompression, all files of an archive together
   */
  public EcgFile(long mostBytes) {
    if (mostBytes < 1 || mostBytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("the limit is 1 byte to 2 GiB");
    }
    this.mostBytes = mostBytes;
    XmlLimits usual = XmlLimits.DEFAULT;
    this.readers =
        List.of(
            new AecgReader(
                new XmlLimits(mostBytes, usual.depth(), usual.attributes(), usual.characters())));
  }

  /**
   * Reads a file of the local disk. A WFDB record is named by its header ({@code 100.hea}), a
   * signal or annotation file beside it ({@code 100.dat}), or the path without an ending ({@code
   * 100}).
   *
   * @throws IOException when the file is not there or cannot be read
   */
  public ReadResult read(Path file) throws IOException {
    Path header = header(file);
    if (header != null) {
      return WfdbRecord.read(header);
    }
    ReadResult result;
    try (InputStream in = Files.newInputStream(file)) {
      result = read(in);
    }
    boolean nameless =
        result instanceof Refused refused
            && refused.equals(Refusals.format(KnownFormat.UNKNOWN, "byte 0"));
    return nameless && isPartOfRecord(name(file)) ? Refusals.withoutHeader() : result;
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString();
  }

  private static boolean isPartOfRecord(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(".dat") || small.endsWith(".mat") || small.endsWith(".atr");
  }

  private static @Nullable Path header(Path file) {
    String name = name(file);
    if (name.toLowerCase(Locale.ROOT).endsWith(".hea")) {
      return file;
    }
    Path header = null;
    if (isPartOfRecord(name)) {
      header = file.resolveSibling(name.substring(0, name.length() - 4) + ".hea");
    } else if (!Files.exists(file)) {
      header = file.resolveSibling(name + ".hea");
    }
    return header != null && Files.isRegularFile(header) ? header : null;
  }

  /**
   * Reads content that comes along in a stream.
   *
   * @param content is not closed
   * @throws IOException when the stream itself fails; damaged content is refused
   */
  public ReadResult read(InputStream content) throws IOException {
    BoundedInputStream raw = new BoundedInputStream(content, Long.MAX_VALUE);
    byte[] head = raw.readNBytes(EcgReader.HEAD_BYTES);
    if (head.length == 0) {
      return Refusals.empty("byte 0");
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), raw);
    KnownFormat format = KnownFormat.of(new Head(head));
    if (format != KnownFormat.GZIP && format != KnownFormat.ZIP) {
      return plain(head, format, whole);
    }
    try {
      return format == KnownFormat.GZIP ? gzip(whole) : zip(whole);
    } catch (RefusedException e) {
      return e.refused();
    } catch (IOException e) {
      if (raw.failure() != null) {
        throw e;
      }
      return Refusals.damaged(format.label(), "byte " + raw.passed());
    }
  }

  private ReadResult plain(byte[] head, KnownFormat format, InputStream content)
      throws IOException {
    for (EcgReader reader : readers) {
      if (reader.recognises(head)) {
        return reader.read(content);
      }
    }
    if (format == KnownFormat.WFDB_HEADER) {
      return Refusals.headerAlone("byte 0");
    }
    return Refusals.format(format, "byte 0");
  }

  private ReadResult gzip(InputStream compressed) throws IOException {
    BoundedInputStream content = new BoundedInputStream(new GZIPInputStream(compressed), mostBytes);
    byte[] head = content.readNBytes((int) Math.min(EcgReader.HEAD_BYTES, mostBytes));
    if (head.length == 0) {
      return Refusals.empty("the content of the gzip file");
    }
    KnownFormat format = KnownFormat.of(new Head(head));
    if (format.kind() == KnownFormat.Kind.COMPRESSED || format.kind() == KnownFormat.Kind.ARCHIVE) {
      return Refusals.nested("the content of the gzip file");
    }
    try {
      ReadResult result =
          plain(head, format, new SequenceInputStream(new ByteArrayInputStream(head), content));
      // A bomb is called one, whatever it pretends to hold.
      content.transferTo(OutputStream.nullOutputStream());
      return result;
    } catch (IOException e) {
      if (content.exceeded()) {
        return Refusals.tooLarge(mostBytes);
      }
      throw e;
    }
  }

  private ReadResult zip(InputStream archive) throws IOException, RefusedException {
    ZipEntries files = ZipEntries.unpack(archive, mostBytes);
    List<ZipEntries.Entry> records = new ArrayList<>();
    for (ZipEntries.Entry entry : files.all()) {
      if (entry.isHeader() || readers.stream().anyMatch(reader -> recognises(reader, entry))) {
        records.add(entry);
      }
    }
    if (records.size() > 1) {
      return new Refused(
          Reason.INVALID,
          "the archive holds " + records.size() + " recordings",
          records.get(1).place(),
          "send one recording at a time");
    }
    return records.isEmpty() ? withoutRecording(files) : one(files, records.get(0));
  }

  private static boolean recognises(EcgReader reader, ZipEntries.Entry entry) {
    return reader.recognises(entry.head());
  }

  private static Refused withoutRecording(ZipEntries files) {
    if (files.all().isEmpty()) {
      return Refusals.empty("the archive");
    }
    ZipEntries.Entry named =
        files.all().stream()
            .filter(entry -> entry.format() != KnownFormat.UNKNOWN)
            .findFirst()
            .orElse(files.all().get(0));
    return Refusals.format(named.format(), named.place());
  }

  private ReadResult one(ZipEntries files, ZipEntries.Entry entry)
      throws IOException, RefusedException {
    if (!entry.isHeader()) {
      ReadResult result =
          plain(entry.head(), entry.format(), new ByteArrayInputStream(entry.content()));
      return noted(result, files.all().size() - 1);
    }
    WfdbHeader header = WfdbHeader.read(new ByteArrayInputStream(entry.content()));
    Recording recording = WfdbRecord.load(header, files.beside(entry)).toRecording();
    long signalFiles = header.signals().stream().map(signal -> signal.file()).distinct().count();
    return noted(new ReadResult.Read(recording), files.all().size() - 1 - (int) signalFiles);
  }

  /** Says that an archive held more than the recording, such as annotations. */
  private static ReadResult noted(ReadResult result, int unread) {
    if (unread == 0 || !(result instanceof ReadResult.Read read)) {
      return result;
    }
    Recording recording = read.recording();
    Source source = recording.source();
    List<String> notes = new ArrayList<>(source.notes());
    notes.add("of the archive's files " + unread + " were not read");
    return new ReadResult.Read(
        new Recording(
            recording.leads(),
            recording.samplesPerSecond(),
            recording.acquired(),
            recording.patient(),
            recording.device(),
            new Source(source.format(), source.documentId(), source.orderIds(), notes)));
  }
}
