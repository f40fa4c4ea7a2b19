package org.einthoven.fhir.waveform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Puts waveforms back piece by piece. */
final class Pieces {

  private Pieces() {}

  static String throughStream(TakenOut.Slim slim, int piece) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (WaveformOutputStream out = new WaveformOutputStream(whole, TextForm.JSON, slim.lookup())) {
      byte[] body = slim.body();
      for (int at = 0; at < body.length; at += piece) {
        out.write(body, at, Math.min(piece, body.length - at));
        out.flush();
      }
    }
    return whole.toString(StandardCharsets.UTF_8);
  }

  static String throughWriter(TakenOut.Slim slim, int piece) throws IOException {
    StringWriter whole = new StringWriter();
    try (WaveformWriter out = new WaveformWriter(whole, TextForm.JSON, slim.lookup())) {
      String body = new String(slim.body(), StandardCharsets.UTF_8);
      for (int at = 0; at < body.length(); at += piece) {
        out.write(body, at, Math.min(piece, body.length() - at));
        out.flush();
      }
    }
    return whole.toString();
  }
}
