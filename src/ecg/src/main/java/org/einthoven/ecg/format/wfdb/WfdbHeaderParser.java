package org.einthoven.ecg.format.wfdb;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.jspecify.annotations.Nullable;

/** Reads the text of a header, by {@code header(5)}. */
final class WfdbHeaderParser {

  private static final int MAX_SIGNALS = 1024;
  private static final double DEFAULT_RATE = 250;
  private static final double DEFAULT_GAIN = 200;

  private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern RATE =
      Pattern.compile("(" + NUMBER + ")(?:/" + NUMBER + "(?:\\(" + NUMBER + "\\))?)?");
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,4})(?:x(\\d{1,6}))?(?::(\\d{1,9}))?(?:\\+(\\d{1,15}))?");
  private static final Pattern GAIN =
      Pattern.compile("(" + NUMBER + ")(?:\\((" + NUMBER + ")\\))?(?:/(\\S+))?");
  private static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,2}):)?(\\d{1,2}):)?(\\d{1,2})(?:\\.(\\d{1,9}))?");
  private static final Pattern DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

  private final List<String> comments = new ArrayList<>();
  private final List<WfdbSignal> signals = new ArrayList<>();
  private String record = "";
  private int signalCount = -1;
  private double rate = DEFAULT_RATE;
  private long length;
  private @Nullable AcquisitionTime start;

  static WfdbHeader parse(String text) throws RefusedException {
    if (text.isBlank()) {
      throw new RefusedException(
          Reason.EMPTY, "the WFDB header is empty", "header line 1", "send the .hea file");
    }
    WfdbHeaderParser parser = new WfdbHeaderParser();
    String[] lines = text.stripTrailing().split("\\r\\n|\\r|\\n", -1);
    for (int i = 0; i < lines.length; i++) {
      parser.line(lines[i], i + 1);
    }
    return parser.finish(lines.length);
  }

  private void line(String line, int number) throws RefusedException {
    if (line.isBlank()) {
      return;
    }
    if (line.charAt(0) == '#') {
      comments.add(line.substring(1).strip());
    } else if (signalCount < 0) {
      recordLine(line.strip().split("\\s+"), number);
    } else if (signals.size() < signalCount) {
      signals.add(signalLine(line.strip(), number));
    } else {
      throw malformed("there are more signal lines than signals", number);
    }
  }

  private WfdbHeader finish(int lines) throws RefusedException {
    if (signalCount < 0) {
      throw malformed("there is no record line", lines);
    }
    if (signals.size() < signalCount) {
      throw malformed(
          "the header announces " + signalCount + " signals and describes " + signals.size(),
          lines);
    }
    return new WfdbHeader(record, rate, length, start, signals, comments);
  }

  private void recordLine(String[] fields, int line) throws RefusedException {
    record = fields[0];
    if (record.contains("/")) {
      throw new RefusedException(
          Reason.UNSUPPORTED,
          "records of several segments are not read",
          place(line),
          "send each segment as a record of its own");
    }
    if (fields.length < 2) {
      throw malformed("the record line gives no number of signals", line);
    }
    signalCount = (int) integer(fields[1], MAX_SIGNALS, "the number of signals", line);
    if (signalCount == 0) {
      throw new RefusedException(
          Reason.INVALID, "the record has no signals", place(line), "send a record with signals");
    }
    if (fields.length > 2) {
      Matcher found = RATE.matcher(fields[2]);
      if (!found.matches()) {
        throw malformed("the sampling frequency is not a number", line);
      }
      rate = Double.parseDouble(found.group(1));
      if (!(rate > 0) || Double.isInfinite(rate)) {
        throw new RefusedException(
            Reason.INVALID,
            "the sampling frequency is not above 0",
            place(line),
            "give the sampling frequency in hertz");
      }
    }
    if (fields.length > 3) {
      length = integer(fields[3], Long.MAX_VALUE, "the number of samples", line);
    }
    if (fields.length > 5) {
      start = start(fields[4], fields[5], line);
    }
  }

  private static AcquisitionTime start(String time, String date, int line) throws RefusedException {
    Matcher t = TIME.matcher(time);
    Matcher d = DATE.matcher(date);
    if (!t.matches() || !d.matches()) {
      throw malformed("the base time and date are not of the form HH:MM:SS DD/MM/YYYY", line);
    }
    try {
      String fraction = t.group(4) == null ? "" : t.group(4);
      int nanos =
          fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
      LocalTime clock =
          LocalTime.of(number(t.group(1)), number(t.group(2)), number(t.group(3)), nanos);
      LocalDate day = LocalDate.of(number(d.group(3)), number(d.group(2)), number(d.group(1)));
      ChronoUnit precision =
          fraction.isEmpty()
              ? ChronoUnit.SECONDS
              : fraction.length() <= 3 ? ChronoUnit.MILLIS : ChronoUnit.NANOS;
      return new AcquisitionTime(LocalDateTime.of(day, clock), null, precision);
    } catch (DateTimeException e) {
      throw malformed("the base time or date is not one of the calendar", line);
    }
  }

  private static WfdbSignal signalLine(String line, int number) throws RefusedException {
    String[] fields = line.split("\\s+", 9);
    if (fields.length < 2) {
      throw malformed("the signal line gives no format", number);
    }
    String file = plainName(fields[0], number);
    Matcher format = FORMAT.matcher(fields[1]);
    if (!format.matches()) {
      throw malformed("the format field is not of the form 16x1:0+0", number);
    }
    if (format.group(2) != null && number(format.group(2)) != 1) {
      throw new RefusedException(
          Reason.UNSUPPORTED,
          "several samples per frame are not read",
          place(number),
          "send signals of one sampling frequency");
    }
    double gain = 0;
    Double baseline = null;
    String unit = "mV";
    if (fields.length > 2) {
      Matcher found = GAIN.matcher(fields[2]);
      if (!found.matches()) {
        throw malformed("the gain field is not of the form 200(0)/mV", number);
      }
      gain = Double.parseDouble(found.group(1));
      baseline = found.group(2) == null ? null : Double.valueOf(found.group(2));
      unit = found.group(3) == null ? unit : found.group(3);
    }
    double zero = fields.length > 4 ? signed(fields[4], "the ADC zero", number) : 0;
    Integer checksum =
        fields.length > 6 ? (int) (short) signed(fields[6], "the checksum", number) : null;
    return new WfdbSignal(
        file,
        number(format.group(1)),
        number(format.group(3)),
        format.group(4) == null ? 0 : Long.parseLong(format.group(4)),
        gain == 0 ? DEFAULT_GAIN : gain,
        gain != 0,
        baseline == null ? zero : baseline,
        unit,
        checksum,
        fields.length > 8 ? fields[8].strip() : "",
        number);
  }

  /** A header names files beside it: a path out of its folder is refused. */
  private static String plainName(String name, int line) throws RefusedException {
    if (name.contains("/") || name.contains("\\") || name.contains("..") || name.contains("\0")) {
      throw new RefusedException(
          Reason.UNSAFE,
          "the signal file is named by a path",
          place(line),
          "put the signal file beside the header and name it without a path");
    }
    if (name.equals("~") || name.equals("-")) {
      throw new RefusedException(
          Reason.UNSUPPORTED,
          "the signal line names no file",
          place(line),
          "send the signal in a file of its own");
    }
    return name;
  }

  private static long integer(String text, long most, String what, int line)
      throws RefusedException {
    try {
      long value = Long.parseLong(text);
      if (value < 0) {
        throw malformed(what + " is negative", line);
      }
      if (value > most) {
        throw new RefusedException(
            Reason.TOO_LARGE,
            what + " is above " + most,
            place(line),
            "send fewer signals in one record");
      }
      return value;
    } catch (NumberFormatException e) {
      throw malformed(what + " is not a whole number", line);
    }
  }

  private static int signed(String text, String what, int line) throws RefusedException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw malformed(what + " is not a whole number", line);
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static String place(int line) {
    return "header line " + line;
  }

  private static RefusedException malformed(String problem, int line) {
    return new RefusedException(
        Reason.MALFORMED, problem, place(line), "send the header (.hea) as the recorder wrote it");
  }
}
