package org.einthoven.server.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.einthoven.fhir.waveform.TextForm;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.einthoven.fhir.waveform.WaveformOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response into which the waveforms are put back as it is written. Held, it keeps the slim bytes
 * until {@link #release}: an answer to a write must not leave before the write is durable.
 */
final class WholeResponse extends HttpServletResponseWrapper {

  private final WaveformLookup lookup;
  private final boolean gzip;
  private final boolean picture;
  private final @Nullable ByteArrayOutputStream held;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  /**
   * @param picture whether a picture is asked for, which a browser shall show and not save; nothing
   *     in it may run
   */
  WholeResponse(
      HttpServletResponse response,
      WaveformLookup lookup,
      boolean gzip,
      boolean hold,
      boolean picture) {
    super(response);
    this.picture = picture;
    this.lookup = lookup;
    this.gzip = gzip;
    this.held = hold ? new ByteArrayOutputStream() : null;
  }

  @Override
  public void setHeader(String name, String value) {
    if (picture && name.equalsIgnoreCase("Content-Disposition")) {
      super.setHeader(name, "inline");
      super.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    } else {
      super.setHeader(name, value);
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new Through(held == null ? outward() : held);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
    }
    return writer;
  }

  /** The slim answer so far; empty unless held. */
  byte[] heldBytes() {
    if (writer != null) {
      writer.flush();
    }
    return held == null ? new byte[0] : held.toByteArray();
  }

  /** Lets a held answer go. */
  void release() throws IOException {
    byte[] slim = heldBytes();
    if (slim.length > 0) {
      try (OutputStream out = outward()) {
        out.write(slim);
      }
    }
  }

  /** Ends an answer that was not held. */
  void end() throws IOException {
    if (writer != null) {
      writer.close();
    } else if (stream != null) {
      stream.close();
    }
  }

  private OutputStream outward() throws IOException {
    String type = MediaTypes.bare(getContentType());
    boolean text = MediaTypes.isJson(type) || MediaTypes.isXml(type) || type.startsWith("text/");
    OutputStream out = super.getOutputStream();
    if (gzip && text) {
      setHeader("Content-Encoding", "gzip");
      addHeader("Vary", "Accept-Encoding");
      out = new GZIPOutputStream(out, 16 * 1024);
    }
    if (MediaTypes.isFhirAlone(type)) {
      return new WaveformOutputStream(
          out, type.contains("xml") ? TextForm.XML : TextForm.JSON, lookup);
    }
    return out;
  }

  // The length changes with the waveforms and the compression.

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void flushBuffer() throws IOException {
    if (held == null) {
      super.flushBuffer();
    }
  }

  private static final class Through extends ServletOutputStream {

    private final OutputStream out;

    Through(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int unit) throws IOException {
      out.write(unit);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("answers are written at once");
    }
  }
}
