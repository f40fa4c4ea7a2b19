package org.einthoven.ecg.format.wfdb;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;

/**
 * Writes a recording as a WFDB record: {@code NAME.hea} and {@code NAME.dat}. The record holds the
 * patient's sex as a comment and nothing else about the patient.
 */
public final class WfdbWriter {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter FINE_TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS dd/MM/uuuu", Locale.ROOT);

  private final WfdbDigits digits;
  private final double digitsPerMillivolt;

  private WfdbWriter(WfdbDigits digits, double digitsPerMillivolt) {
    if (!(digitsPerMillivolt > 0) || Double.isInfinite(digitsPerMillivolt)) {
      throw new IllegalArgumentException("the gain is above 0");
    }
    this.digits = digits;
    this.digitsPerMillivolt = digitsPerMillivolt;
  }

  /** Writes format 16: 16 bits per sample, at 1,000 digits per millivolt up to ±32.767 mV. */
  public static WfdbWriter format16(double digitsPerMillivolt) {
    return new WfdbWriter(WfdbDigits.FORMAT_16, digitsPerMillivolt);
  }

  /** Writes format 212: 12 bits per sample, at 200 digits per millivolt up to ±10.235 mV. */
  public static WfdbWriter format212(double digitsPerMillivolt) {
    return new WfdbWriter(WfdbDigits.FORMAT_212, digitsPerMillivolt);
  }

  /**
   * Writes the header and the signal file, over files of that name.
   *
   * @param name the record's name: letters, digits, {@code _} and {@code -}
   * @return the header file
   * @throws IOException when a file cannot be written
   * @throws IllegalArgumentException when a sample is out of the range of the format at this gain
   */
  public Path write(Recording recording, String name, Path folder) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a record's name has letters, digits, _ and - only");
    }
    List<LeadSignal> leads = recording.leads();
    int width = leads.size();
    byte[] data = new byte[(int) digits.bytes((long) width * recording.length())];
    int[] sums = new int[width];
    int[] first = new int[width];
    for (int lead = 0; lead < width; lead++) {
      float[] microvolts = leads.get(lead).microvolts();
      for (int i = 0; i < microvolts.length; i++) {
        int digit = digit(microvolts[i]);
        digits.put(data, i * width + lead, digit);
        sums[lead] += digit;
      }
      first[lead] = digit(microvolts[0]);
    }
    Files.write(folder.resolve(name + ".dat"), data);
    Path header = folder.resolve(name + ".hea");
    Files.writeString(header, header(recording, name, first, sums), StandardCharsets.US_ASCII);
    return header;
  }

  private String header(Recording recording, String name, int[] first, int[] sums) {
    StringBuilder text = new StringBuilder();
    text.append(name).append(' ').append(recording.leads().size());
    text.append(' ').append(plain(recording.samplesPerSecond()));
    text.append(' ').append(recording.length());
    AcquisitionTime acquired = recording.acquired();
    // The format has no coarser time than a second: a date alone would become midnight.
    if (acquired != null && acquired.precision().compareTo(ChronoUnit.SECONDS) <= 0) {
      DateTimeFormatter form = acquired.precision() == ChronoUnit.SECONDS ? TIME : FINE_TIME;
      text.append(' ').append(form.format(acquired.local()));
    }
    text.append('\n');
    for (int i = 0; i < recording.leads().size(); i++) {
      text.append(name).append(".dat ").append(digits.number());
      text.append(' ').append(plain(digitsPerMillivolt)).append("(0)/mV");
      text.append(digits == WfdbDigits.FORMAT_16 ? " 16 0 " : " 12 0 ");
      text.append(first[i]).append(' ').append((short) sums[i]).append(" 0 ");
      text.append(recording.leads().get(i).lead().label()).append('\n');
    }
    PatientAsSent patient = recording.patient();
    if (patient != null && patient.gender() != null) {
      text.append("# Sex: ").append(patient.gender()).append('\n');
    }
    return text.toString();
  }

  private int digit(float microvolts) {
    if (Float.isNaN(microvolts)) {
      return digits.missing();
    }
    long digit = Math.round(microvolts / 1e3 * digitsPerMillivolt);
    if (digit <= digits.missing() || digit > -digits.missing() - 1) {
      throw new IllegalArgumentException(
          "a sample is out of the range of format " + digits.number() + " at this gain");
    }
    return (int) digit;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
