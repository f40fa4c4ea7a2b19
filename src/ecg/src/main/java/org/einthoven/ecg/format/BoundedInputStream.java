package org.einthoven.ecg.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes on at most so many bytes, and remembers why it stopped, so that a parser in between may
 * wrap the exception as it likes. Closing it leaves the stream below open.
 */
public final class BoundedInputStream extends FilterInputStream {

  private final long most;
  private long passed;
  private boolean exceeded;
  private @Nullable IOException failure;

  /**
   * Bounds a stream.
   *
   * @param most how many bytes may pass; the next one fails
   */
  public BoundedInputStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  /** Whether more bytes were there than may pass. */
  public boolean exceeded() {
    return exceeded;
  }

  /** How many bytes passed. */
  public long passed() {
    return passed;
  }

  /** The exception of the stream below, null where none was thrown. */
  public @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    long left = most - passed;
    int wanted = left >= length ? length : (int) left + 1;
    int read = below(bytes, from, wanted);
    if (read > 0) {
      passed += read;
    }
    if (passed > most) {
      exceeded = true;
      throw new IOException("more than " + most + " bytes");
    }
    return read;
  }

  private int below(byte[] bytes, int from, int length) throws IOException {
    if (exceeded) {
      throw new IOException("more than " + most + " bytes");
    }
    try {
      return in.read(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(Math.max(count, 0), 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    // The stream belongs to whoever opened it.
  }
}
