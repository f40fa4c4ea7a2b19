package org.einthoven.server.store;

import com.github.luben.zstd.Zstd;

/** How bytes lie in the store: as one zstd frame (RFC 8878) that says its own length. */
public final class Compression {

  private static final int LEVEL = 3;

  /** A fifth larger at a fifth of the time. */
  private static final int FAST = -1;

  private Compression() {}

  /** The frame of some bytes. */
  public static byte[] pack(byte[] bytes) {
    return Zstd.compress(bytes, LEVEL);
  }

  /** For what is large and seldom read again. */
  static byte[] packFast(byte[] bytes) {
    return Zstd.compress(bytes, FAST);
  }

  /** The bytes in a frame. */
  public static byte[] unpack(byte[] packed) {
    long size = Zstd.getFrameContentSize(packed);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IllegalStateException("stored bytes are damaged: no zstd frame");
    }
    byte[] bytes = Zstd.decompress(packed, (int) size);
    if (bytes.length != size) {
      throw new IllegalStateException("stored bytes are damaged: the frame is short");
    }
    return bytes;
  }
}
