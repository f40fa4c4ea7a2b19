comment on column waveform.content is
  'Either a zstd frame (first byte 0x28), or: one byte 1 or 2 (2: has characters that JSON or XML escape), CRC-32 and length of the text as 32-bit big-endian numbers, and a byte-aligned piece of a deflate stream (RFC 1951) without an end.';
