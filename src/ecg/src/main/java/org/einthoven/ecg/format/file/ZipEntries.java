package org.einthoven.ecg.format.file;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.einthoven.ecg.format.BoundedInputStream;
import org.einthoven.ecg.format.EcgReader;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbFiles;

/** The files in a ZIP archive, unpacked in memory within a bound on all of them together. */
final class ZipEntries {

  private static final int MOST_ENTRIES = 1000;

  /**
   * One file.
   *
   * @param number its place in the archive, from 1; names may speak of the patient
   * @param name its path in the archive
   */
  record Entry(int number, String name, byte[] content) {

    byte[] head() {
      return Arrays.copyOf(content, Math.min(content.length, EcgReader.HEAD_BYTES));
    }

    KnownFormat format() {
      return KnownFormat.of(new Head(head()));
    }

    boolean isHeader() {
      return name.toLowerCase(Locale.ROOT).endsWith(".hea");
    }

    String place() {
      return "file " + number + " in the archive";
    }

    private String folder() {
      return name.substring(0, name.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
      return "Entry[" + number + ", " + content.length + " bytes]";
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  private ZipEntries() {}

  /**
   * Unpacks an archive.
   *
   * @param most how many bytes all files together may have
   * @throws RefusedException when it is too large, damaged or holds another archive
   * @throws IOException when the stream or the archive is broken
   */
  static ZipEntries unpack(InputStream archive, long most) throws IOException, RefusedException {
    ZipEntries all = new ZipEntries();
    ZipInputStream zip = new ZipInputStream(archive);
    BoundedInputStream content = new BoundedInputStream(zip, most);
    int number = 0;
    try {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        if (++number > MOST_ENTRIES) {
          throw new RefusedException(
              new Refused(
                  Reason.TOO_LARGE,
                  "the archive holds more than " + MOST_ENTRIES + " files",
                  "file " + number + " in the archive",
                  "send one recording at a time"));
        }
        Entry entry = new Entry(number, next.getName(), content.readAllBytes());
        if (!next.isDirectory() && !isOfTheFileSystem(next.getName())) {
          all.add(entry);
        }
      }
    } catch (IOException e) {
      if (content.exceeded()) {
        throw new RefusedException(Refusals.tooLarge(most));
      }
      throw e;
    } catch (IllegalArgumentException e) {
      // A file name that is not of the encoding that the archive declares.
      throw new RefusedException(
          Refusals.damaged("ZIP", "file " + (number + 1) + " in the archive"));
    }
    return all;
  }

  private void add(Entry entry) throws RefusedException {
    KnownFormat format = entry.format();
    if (format.kind() == KnownFormat.Kind.COMPRESSED || format.kind() == KnownFormat.Kind.ARCHIVE) {
      throw new RefusedException(Refusals.nested(entry.place()));
    }
    entries.add(entry);
  }

  /** What archivers of desktop systems add by themselves. */
  private static boolean isOfTheFileSystem(String name) {
    return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store") || name.endsWith("Thumbs.db");
  }

  List<Entry> all() {
    return entries;
  }

  /** The files beside one, for a header to find its signals. */
  WfdbFiles beside(Entry header) {
    return name ->
        entries.stream()
            .filter(entry -> entry.name().equals(header.folder() + name))
            .findFirst()
            .map(entry -> (InputStream) new ByteArrayInputStream(entry.content()))
            .orElseThrow(() -> new FileNotFoundException("not in the archive"));
  }
}
