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
import org.einthoven.fhir.waveform.GzipWaveformOutputStream;
import org.einthoven.fhir.waveform.TextForm;
import org.einthoven.fhir.waveform.WaveformOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response into which the waveforms are put back as it leaves. It keeps the slim bytes until
 * {@link #release}: an answer to a write must not leave before the write is durable, and the
 * waveforms of any answer are fetched together.
 */
final class WholeResponse extends HttpServletResponseWrapper {

  private final AnswerWaveforms waveforms;
  private final boolean gzip;
  private final boolean picture;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  /**
   * @param picture whether a picture is asked for, which a browser shall show and not save; nothing
   *     in it may run
   */
  WholeResponse(
      HttpServletResponse response, AnswerWaveforms waveforms, boolean gzip, boolean picture) {
    super(response);
    this.picture = picture;
    this.waveforms = waveforms;
    this.gzip = gzip;
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
      stream = new Through(held);
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

  /** The slim answer so far. */
  byte[] heldBytes() {
    if (writer != null) {
      writer.flush();
    }
    return held.toByteArray();
  }

  /** Lets the answer go. */
  void release() throws IOException {
    byte[] slim = heldBytes();
    if (slim.length > 0) {
      waveforms.expect(slim);
      try (OutputStream out = outward()) {
        out.write(slim);
      }
    }
  }

  private OutputStream outward() throws IOException {
    String type = MediaTypes.bare(getContentType());
    boolean text = MediaTypes.isJson(type) || MediaTypes.isXml(type) || type.startsWith("text/");
    OutputStream out = super.getOutputStream();
    boolean fhir = MediaTypes.isFhirAlone(type);
    TextForm form = type.contains("xml") ? TextForm.XML : TextForm.JSON;
    if (gzip && text) {
      setHeader("Content-Encoding", "gzip");
      addHeader("Vary", "Accept-Encoding");
      return fhir
          ? new GzipWaveformOutputStream(out, form, waveforms)
          : new GZIPOutputStream(out, 16 * 1024);
    }
    return fhir ? new WaveformOutputStream(out, form, waveforms) : out;
  }

  // The length changes with the waveforms and the compression.

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void flushBuffer() {}

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
