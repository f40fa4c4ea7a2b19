package org.einthoven.ecg.format.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.einthoven.ecg.format.BoundedInputStream;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A forward cursor over the elements of an XML document from an untrusted source. It reads no DTD
 * and no entity: an external DOCTYPE is passed over and never resolved, an internal subset and any
 * reference to an entity are refused. Depth, attributes, texts and the whole length are bounded by
 * {@link XmlLimits}.
 *
 * <p>It is only ever on the start of an element; what an {@link ElementVisitor} leaves unread is
 * passed over, and so are elements of another namespace than the root's.
 */
public final class XmlCursor {

  private final XMLStreamReader reader;
  private final BoundedInputStream source;
  private final MarkupBound markup;
  private final XmlLimits limits;
  private String rootNamespace = "";
  private final List<String> path = new ArrayList<>();
  private final List<@Nullable Map<String, Integer>> siblings = new ArrayList<>();

  private XmlCursor(
      XMLStreamReader reader, BoundedInputStream source, MarkupBound markup, XmlLimits limits) {
    this.reader = reader;
    this.source = source;
    this.markup = markup;
    this.limits = limits;
    siblings.add(null);
  }

  /**
   * Opens a document and moves to its root element.
   *
   * @throws IOException when the stream itself fails
   * @throws RefusedException when there is no root element to be read safely
   */
  public static XmlCursor open(InputStream content, XmlLimits limits)
      throws IOException, RefusedException {
    BufferedInputStream buffered = new BufferedInputStream(content, HardenedXml.PROLOG_BYTES);
    buffered.mark(HardenedXml.PROLOG_BYTES);
    byte[] head = buffered.readNBytes(HardenedXml.PROLOG_BYTES);
    buffered.reset();
    Charset charset = HardenedXml.checkedEncoding(head);
    BoundedInputStream source = new BoundedInputStream(buffered, limits.bytes());
    MarkupBound markup = new MarkupBound(XmlEncoding.reader(source, charset));
    try {
      XMLStreamReader reader = HardenedXml.factory().createXMLStreamReader(markup);
      XmlCursor cursor = new XmlCursor(reader, source, markup, limits);
      while (cursor.next() != XMLStreamConstants.START_ELEMENT) {
        // White space may stand before the root.
      }
      cursor.rootNamespace = cursor.namespace();
      return cursor;
    } catch (XMLStreamException | RuntimeException e) {
      throw broken(source, markup, "line 1", e);
    }
  }

  /** What the document may hold. */
  public XmlLimits limits() {
    return limits;
  }

  /** The element's name without a prefix. */
  public String name() {
    return reader.getLocalName();
  }

  /** The element's namespace, empty where it has none. */
  public String namespace() {
    String namespace = reader.getNamespaceURI();
    return namespace == null ? "" : namespace;
  }

  /** The value of an attribute without a namespace, null where there is none. */
  public @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (reader.getAttributeLocalName(i).equals(name)
          && (namespace == null || namespace.isEmpty())) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** Where the cursor is: line, column and the path of elements, without any content. */
  public String place() {
    Location location = reader.getLocation();
    return "line "
        + location.getLineNumber()
        + ", column "
        + location.getColumnNumber()
        + ", /"
        + String.join("/", path);
  }

  /** Visits the children of the current element and passes to its end. */
  public void children(ElementVisitor visitor) throws IOException, RefusedException {
    content(visitor, (text, from, length) -> {});
  }

  /**
   * The text of the current element itself, without that of its children; passes to its end.
   *
   * @throws RefusedException when it is longer than the limits allow
   */
  public String text() throws IOException, RefusedException {
    StringBuilder all = new StringBuilder();
    content(() -> {}, keeping(all));
    return all.toString();
  }

  /** A visitor of text that keeps it, within the limits. */
  public TextVisitor keeping(StringBuilder all) {
    return (text, from, length) -> {
      if (all.length() + length > limits.characters()) {
        throw tooMuch("a text is longer than " + limits.characters() + " characters");
      }
      all.append(text, from, length);
    };
  }

  /** Visits the children and the pieces of text of the current element and passes to its end. */
  public void content(ElementVisitor elements, TextVisitor texts)
      throws IOException, RefusedException {
    int depth = path.size();
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (namespace().equals(rootNamespace)) {
            elements.element();
          }
          while (path.size() > depth) {
            next();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            texts.text(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        default -> {}
      }
    }
  }

  /** Passes over the rest of the document, so that a cut one is noticed. */
  public void finish() throws IOException, RefusedException {
    while (next() != XMLStreamConstants.END_DOCUMENT) {
      // Whatever follows the last element that matters has to be well formed too.
    }
  }

  /** Moves to the next event that is not a comment, an instruction or the DOCTYPE. */
  private int next() throws IOException, RefusedException {
    while (true) {
      int event;
      try {
        event = reader.next();
      } catch (XMLStreamException | RuntimeException e) {
        throw broken(source, markup, place(), e);
      }
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> enter();
        case XMLStreamConstants.END_ELEMENT -> leave();
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new RefusedException(
                Reason.UNSAFE,
                "the document refers to an entity",
                place(),
                "send the document with the entity's text in its place");
        case XMLStreamConstants.COMMENT,
            XMLStreamConstants.PROCESSING_INSTRUCTION,
            XMLStreamConstants.DTD -> {
          continue;
        }
        default -> {}
      }
      return event;
    }
  }

  private void enter() throws RefusedException {
    String name = reader.getLocalName();
    Map<String, Integer> counts = siblings.get(siblings.size() - 1);
    if (counts == null) {
      counts = new HashMap<>();
      siblings.set(siblings.size() - 1, counts);
    }
    int count = counts.merge(name, 1, Integer::sum);
    String step = name.length() > 64 ? name.substring(0, 64) : name;
    path.add(count == 1 ? step : step + "[" + count + "]");
    siblings.add(null);
    if (path.size() > limits.depth()) {
      throw tooMuch("elements nest deeper than " + limits.depth() + " levels");
    }
    if (reader.getAttributeCount() > limits.attributes()) {
      throw tooMuch("an element has more than " + limits.attributes() + " attributes");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeValue(i).length() > limits.characters()) {
        throw tooMuch("an attribute is longer than " + limits.characters() + " characters");
      }
    }
  }

  private void leave() {
    path.remove(path.size() - 1);
    siblings.remove(siblings.size() - 1);
  }

  private RefusedException tooMuch(String problem) {
    return new RefusedException(
        Reason.UNSAFE, problem, place(), "send the document as the recorder exports it");
  }

  private static RefusedException broken(
      BoundedInputStream source, MarkupBound markup, String place, Exception cause)
      throws IOException {
    IOException failure = source.failure();
    if (failure != null) {
      throw failure;
    }
    if (source.exceeded()) {
      return new RefusedException(
          Reason.TOO_LARGE,
          "the document is longer than is accepted",
          "byte " + source.passed(),
          "send a shorter recording, or raise the configured limit");
    }
    String problem = markup.problem();
    if (problem != null) {
      return new RefusedException(
          Reason.UNSAFE, problem, place, "send the document as the recorder exports it");
    }
    // JAXP numbers the messages about its own limits so; other messages may quote the content.
    String message = cause.getMessage();
    if (message != null && message.contains("JAXP0001")) {
      return new RefusedException(
          Reason.UNSAFE,
          "the document exceeds a limit of the XML parser",
          place,
          "send the document as the recorder exports it");
    }
    return new RefusedException(
        Reason.MALFORMED,
        "the document is not well-formed XML",
        place,
        "send the whole document, in the encoding that it declares");
  }

  /** Called on the start of an element. */
  @FunctionalInterface
  public interface ElementVisitor {
    /** Reads as much of the element as it cares for. */
    void element() throws IOException, RefusedException;
  }

  /** Called with a piece of text, of which an element may have several. */
  @FunctionalInterface
  public interface TextVisitor {
    /** Reads the piece; the array belongs to the parser. */
    void text(char[] text, int from, int length) throws RefusedException;
  }
}
