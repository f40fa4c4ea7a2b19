package org.einthoven.ecg.format.xml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the characters on their way to the parser, which keeps a whole tag, comment or CDATA
 * section in memory however long it is, and drops without a word a reference in an attribute to an
 * entity that an external DOCTYPE may declare. Both end the reading here.
 */
final class MarkupBound extends FilterReader {

  /** The longest tag, comment, instruction or CDATA section, in characters. */
  static final int LONGEST = 1 << 20;

  private static final String CDATA_START = "[CDATA[";
  private static final Set<String> PREDEFINED = Set.of("amp", "lt", "gt", "quot", "apos");
  private static final int LONGEST_NAME = 64;

  private enum State {
    TEXT,
    OPENED,
    DECLARING,
    DECLARATION,
    TAG,
    COMMENT,
    CDATA,
    INSTRUCTION
  }

  private final StringBuilder start = new StringBuilder();
  private final StringBuilder reference = new StringBuilder();
  private State state = State.TEXT;
  private char quote;
  private boolean inReference;
  private char before;
  private char beforeThat;
  private int length;
  private @Nullable String problem;

  MarkupBound(Reader in) {
    super(in);
  }

  /** Why the reading was ended, null where it was not. */
  @Nullable String problem() {
    return problem;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] characters, int from, int count) throws IOException {
    int read = in.read(characters, from, count);
    for (int i = from; i < from + read; i++) {
      char c = characters[i];
      if (state == State.TEXT) {
        if (c == '<') {
          state = State.OPENED;
          length = 0;
        }
      } else {
        markup(c);
        beforeThat = before;
        before = c;
      }
    }
    return read;
  }

  private void markup(char c) throws IOException {
    if (++length > LONGEST) {
      stop("a tag, comment or section is longer than " + LONGEST + " characters");
    }
    switch (state) {
      case OPENED -> {
        start.setLength(0);
        quote = 0;
        state = c == '!' ? State.DECLARING : c == '?' ? State.INSTRUCTION : State.TAG;
      }
      case DECLARING -> declaring(c);
      case TAG, DECLARATION -> tagEnds(c);
      case COMMENT -> endAfter(c, '-');
      case CDATA -> endAfter(c, ']');
      case INSTRUCTION -> {
        if (c == '>' && before == '?') {
          state = State.TEXT;
        }
      }
      default -> {}
    }
  }

  private void declaring(char c) {
    start.append(c);
    if (start.toString().equals("--")) {
      begin(State.COMMENT);
    } else if (start.toString().equals(CDATA_START)) {
      begin(State.CDATA);
    } else if (!CDATA_START.startsWith(start.toString()) && !start.toString().equals("-")) {
      begin(State.DECLARATION);
    }
  }

  /** The characters of the start are none of the end: {@code <!-->} does not close a comment. */
  private void begin(State next) {
    state = next;
    before = 0;
    beforeThat = 0;
  }

  private void endAfter(char c, char twice) {
    if (c == '>' && before == twice && beforeThat == twice) {
      state = State.TEXT;
    }
  }

  private void tagEnds(char c) throws IOException {
    if (quote == 0) {
      if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        state = State.TEXT;
      }
      return;
    }
    if (c == quote) {
      quote = 0;
      inReference = false;
    } else if (state == State.TAG && c == '&') {
      inReference = true;
      reference.setLength(0);
    } else if (inReference) {
      referenceContinues(c);
    }
  }

  private void referenceContinues(char c) throws IOException {
    if (c != ';' && reference.length() < LONGEST_NAME) {
      reference.append(c);
      return;
    }
    inReference = false;
    String name = reference.toString();
    if (!name.startsWith("#") && !PREDEFINED.contains(name)) {
      stop("an attribute refers to an entity");
    }
  }

  private void stop(String why) throws IOException {
    problem = why;
    throw new IOException(why);
  }
}
