package org.einthoven.server.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was read already: HAPI gets the slim one, and does not see the codings of
 * the transport, which are not its affair.
 */
final class SlimRequest extends HttpServletRequestWrapper {

  private static final Set<String> HIDDEN = Set.of("accept-encoding", "content-encoding");

  private final byte[] body;
  private final String contentType;

  SlimRequest(HttpServletRequest request, byte[] body, String contentType) {
    super(request);
    this.body = body;
    this.contentType = contentType;
  }

  @Override
  public ServletInputStream getInputStream() {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        return bytes.read(into, offset, length);
      }

      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("the body is there already");
      }
    };
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public @Nullable String getContentType() {
    return contentType.isEmpty() ? null : contentType;
  }

  @Override
  public @Nullable String getHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (HIDDEN.contains(lower)) {
      return null;
    }
    return switch (lower) {
      case "content-type" -> getContentType();
      case "content-length" -> Integer.toString(body.length);
      default -> super.getHeader(name);
    };
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (HIDDEN.contains(lower) || lower.equals("content-type") || lower.equals("content-length")) {
      String only = getHeader(name);
      return Collections.enumeration(only == null ? List.of() : List.of(only));
    }
    return super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(Collections.list(super.getHeaderNames()));
    names.removeAll(HIDDEN);
    return Collections.enumeration(names);
  }
}
