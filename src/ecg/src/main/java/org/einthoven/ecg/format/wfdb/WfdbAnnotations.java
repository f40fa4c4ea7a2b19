package org.einthoven.ecg.format.wfdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;

/**
 * Annotation files of the MIT format, by {@code annot(5)}: 16-bit words of a 6-bit code and a
 * 10-bit distance from the annotation before, with the pseudo-codes SKIP, NUM, SUB, CHN and AUX.
 */
public final class WfdbAnnotations {

  private static final int SKIP = 59;
  private static final int NUM = 60;
  private static final int SUB = 61;
  private static final int CHN = 62;
  private static final int AUX = 63;
  private static final int LARGEST_CODE = 49;
  private static final int LARGEST_STEP = 1023;
  private static final int LONGEST_TEXT = 255;

  private final byte[] data;
  private final List<WfdbAnnotation> annotations = new ArrayList<>();
  private int at;

  private WfdbAnnotations(byte[] data) {
    this.data = data;
  }

  /**
   * Reads an annotation file such as {@code 100.atr}.
   *
   * @return the annotations in the order of the file
   * @throws IOException when the file cannot be read
   * @throws RefusedException when it is damaged
   */
  public static List<WfdbAnnotation> read(Path file) throws IOException, RefusedException {
    return read(Files.readAllBytes(file));
  }

  /** Reads the bytes of an annotation file; as {@link #read(Path)}. */
  public static List<WfdbAnnotation> read(byte[] data) throws RefusedException {
    return new WfdbAnnotations(data).parse();
  }

  private List<WfdbAnnotation> parse() throws RefusedException {
    long sample = 0;
    int channel = 0;
    int number = 0;
    while (true) {
      int word = word();
      if (word == 0) {
        return annotations;
      }
      int code = word >> 10;
      int low = word & LARGEST_STEP;
      switch (code) {
        case SKIP -> {
          int high = word();
          sample += (high << 16) | word();
        }
        case NUM -> {
          number = (byte) low;
          replaceLast(last -> with(last, last.subtype(), last.channel(), (byte) low, last.text()));
        }
        case SUB ->
            replaceLast(last -> with(last, (byte) low, last.channel(), last.number(), last.text()));
        case CHN -> {
          channel = low & 0xff;
          replaceLast(last -> with(last, last.subtype(), low & 0xff, last.number(), last.text()));
        }
        case AUX -> {
          String text = text(low);
          replaceLast(last -> with(last, last.subtype(), last.channel(), last.number(), text));
        }
        default -> {
          if (code > LARGEST_CODE) {
            throw malformed("annotation code " + code + " is not defined", at - 2);
          }
          sample += low;
          annotations.add(new WfdbAnnotation(sample, code, 0, channel, number, ""));
        }
      }
      if (sample < 0) {
        throw malformed("an annotation lies before the first sample", at - 2);
      }
    }
  }

  private void replaceLast(UnaryOperator<WfdbAnnotation> change) throws RefusedException {
    if (annotations.isEmpty()) {
      throw malformed("a field of an annotation stands before the first annotation", at - 2);
    }
    int last = annotations.size() - 1;
    annotations.set(last, change.apply(annotations.get(last)));
  }

  private static WfdbAnnotation with(
      WfdbAnnotation last, int subtype, int channel, int number, String text) {
    return new WfdbAnnotation(last.sample(), last.code(), subtype, channel, number, text);
  }

  private String text(int length) throws RefusedException {
    int padded = length + (length & 1);
    if (data.length - at < padded) {
      throw malformed("the file ends within an annotation's text", data.length);
    }
    String text = new String(data, at, length, StandardCharsets.UTF_8);
    at += padded;
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private int word() throws RefusedException {
    if (data.length - at < 2) {
      throw malformed("the annotation file ends without its end mark", data.length);
    }
    int word = (data[at] & 0xff) | (data[at + 1] & 0xff) << 8;
    at += 2;
    return word;
  }

  private static RefusedException malformed(String problem, int offset) {
    return new RefusedException(
        Reason.MALFORMED,
        problem,
        "annotation file byte " + offset,
        "send the whole annotation file in the MIT format");
  }

  /**
   * Writes annotations in the MIT format.
   *
   * @param annotations in the order of their samples
   * @throws IOException when the stream fails
   * @throws IllegalArgumentException when they are out of order or a text is longer than 255 bytes
   */
  public static void write(List<WfdbAnnotation> annotations, OutputStream out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long sample = 0;
    int channel = 0;
    int number = 0;
    for (WfdbAnnotation annotation : annotations) {
      long step = annotation.sample() - sample;
      if (step < 0 || step > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("annotations stand in the order of their samples");
      }
      if (step > LARGEST_STEP) {
        word(bytes, SKIP, 0);
        half(bytes, (int) (step >> 16));
        half(bytes, (int) step);
        step = 0;
      }
      word(bytes, annotation.code(), (int) step);
      if (annotation.subtype() != 0) {
        word(bytes, SUB, annotation.subtype() & 0xff);
      }
      if (annotation.channel() != channel) {
        word(bytes, CHN, annotation.channel() & 0xff);
      }
      if (annotation.number() != number) {
        word(bytes, NUM, annotation.number() & 0xff);
      }
      text(bytes, annotation.text());
      sample = annotation.sample();
      channel = annotation.channel();
      number = annotation.number();
    }
    half(bytes, 0);
    bytes.writeTo(out);
  }

  private static void text(ByteArrayOutputStream bytes, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length > LONGEST_TEXT) {
      throw new IllegalArgumentException("an annotation's text has at most 255 bytes");
    }
    if (encoded.length > 0) {
      word(bytes, AUX, encoded.length);
      bytes.writeBytes(encoded);
      if (encoded.length % 2 == 1) {
        bytes.write(0);
      }
    }
  }

  private static void word(ByteArrayOutputStream bytes, int code, int low) {
    half(bytes, code << 10 | low);
  }

  private static void half(ByteArrayOutputStream bytes, int value) {
    bytes.write(value);
    bytes.write(value >> 8);
  }
}
