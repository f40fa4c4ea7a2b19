package org.einthoven.ecg.format.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.jspecify.annotations.Nullable;

/**
 * A header file.
 *
 * @param record the record's name
 * @param samplesPerSecond the sampling rate in hertz, 250 where the header gives none
 * @param length how many samples each signal has, 0 where the header leaves that open
 * @param start when the first sample was taken, null unless both date and time are given; the
 *     format knows no time zone
 * @param signals the signals in their order, at least one
 * @param comments the text of the comment lines without the leading {@code #}, in their order
 */
public record WfdbHeader(
    String record,
    double samplesPerSecond,
    long length,
    @Nullable AcquisitionTime start,
    List<WfdbSignal> signals,
    List<String> comments) {

  static final int MAX_BYTES = 1 << 20;

  /** The first comment of an MIT-BIH header: age, sex, tape numbers. */
  private static final Pattern AGE_AND_SEX = Pattern.compile("(\\d{1,3}|-1)\\s+([MF])\\b.*");

  private static final Pattern AGE = Pattern.compile("\\d{1,3}");

  /** Copies the lists. */
  public WfdbHeader {
    signals = List.copyOf(signals);
    comments = List.copyOf(comments);
  }

  /**
   * Reads a header file.
   *
   * @throws IOException when the file cannot be read
   * @throws RefusedException when it is not a header or one of a kind that is not read here
   */
  public static WfdbHeader read(Path file) throws IOException, RefusedException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /** Reads a header; as {@link #read(Path)}. The stream is not closed. */
  public static WfdbHeader read(InputStream in) throws IOException, RefusedException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException(
          Reason.TOO_LARGE,
          "the WFDB header is longer than 1 MiB",
          "header byte " + MAX_BYTES,
          "send the header file (.hea) itself");
    }
    return WfdbHeaderParser.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * The value of the first comment of the form {@code name: value}, without regard to case and to
   * angle brackets around the name ({@code Age: 61}, {@code <age>: 71}).
   */
  public Optional<String> comment(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (String comment : comments) {
      int colon = comment.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = comment.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (key.equals(wanted) || key.equals("<" + wanted + ">")) {
        return Optional.of(comment.substring(colon + 1).strip());
      }
    }
    return Optional.empty();
  }

  /** The patient's age in years, from an {@code age} comment or MIT-BIH's first comment line. */
  public OptionalInt age() {
    String text = comment("age").or(() -> ageAndSex().map(found -> found.group(1))).orElse("");
    return AGE.matcher(text).matches()
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** The patient's sex, {@code male} or {@code female}, where a comment gives it. */
  public Optional<String> sex() {
    String text = comment("sex").or(() -> ageAndSex().map(found -> found.group(2))).orElse("");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "m", "male" -> Optional.of("male");
      case "f", "female" -> Optional.of("female");
      default -> Optional.empty();
    };
  }

  /** The codes of a {@code Dx} comment, as the 2020 and 2021 Challenges write them. */
  public List<String> diagnosisCodes() {
    return comment("dx").stream()
        .flatMap(codes -> Pattern.compile(",").splitAsStream(codes))
        .map(String::strip)
        .filter(code -> !code.isEmpty())
        .toList();
  }

  private Optional<Matcher> ageAndSex() {
    return comments.stream().map(AGE_AND_SEX::matcher).filter(Matcher::matches).findFirst();
  }

  /** Names neither the record nor its comments, which may speak of the patient. */
  @Override
  public String toString() {
    return "WfdbHeader["
        + signals.size()
        + " signals, "
        + samplesPerSecond
        + " Hz, "
        + length
        + " samples]";
  }
}
