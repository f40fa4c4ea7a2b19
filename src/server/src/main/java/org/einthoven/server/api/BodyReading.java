package org.einthoven.server.api;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.server.config.EinthovenSettings;

/** Reads request bodies into memory, decompressed, and never more than is accepted. */
@Singleton
public class BodyReading {

  private static final int PIECE = 64 * 1024;

  private final long most;

  /** Up to {@code einthoven.intake.max-bytes}. */
  public BodyReading(EinthovenSettings settings) {
    this.most = settings.intake().maxBytes();
  }

  /**
   * The bytes of the body, without their content coding.
   *
   * @throws RefusedRequestException when there are too many, or the coding is unknown or broken
   */
  byte[] read(HttpServletRequest request) throws IOException, RefusedRequestException {
    if (request.getContentLengthLong() > most) {
      throw tooLarge();
    }
    String coding = request.getHeader("Content-Encoding");
    String named = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    return switch (named) {
      case "", "identity" -> bounded(request.getInputStream());
      case "gzip", "x-gzip" -> decompressed(request.getInputStream());
      default ->
          throw new RefusedRequestException(
              415,
              new ReadResult.Refused(
                  Reason.UNSUPPORTED,
                  "the body has a content coding that is not read",
                  "http.Content-Encoding",
                  "send gzip or no coding"));
    };
  }

  private byte[] decompressed(InputStream compressed) throws IOException, RefusedRequestException {
    try (GZIPInputStream plain = new GZIPInputStream(compressed, PIECE)) {
      return bounded(plain);
    } catch (ZipException | EOFException e) {
      throw new RefusedRequestException(
          new ReadResult.Refused(
              Reason.MALFORMED,
              "the body is not whole gzip",
              "body",
              "send the whole body, or leave out Content-Encoding"));
    }
  }

  private byte[] bounded(InputStream in) throws IOException, RefusedRequestException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      if (bytes.size() + (long) read > most) {
        throw tooLarge();
      }
      bytes.write(piece, 0, read);
    }
    return bytes.toByteArray();
  }

  private RefusedRequestException tooLarge() {
    return new RefusedRequestException(
        new ReadResult.Refused(
            Reason.TOO_LARGE,
            "the body is longer than " + most + " bytes",
            "body",
            "send fewer recordings at once, or have einthoven.intake.max-bytes raised"));
  }
}
