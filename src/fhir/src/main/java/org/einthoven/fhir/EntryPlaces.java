package org.einthoven.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.einthoven.ecg.format.ReadResult;

/**
 * Finds the entry of a Bundle that cannot be read. The parser names no entry and often no element,
 * so that each entry is read by itself, once the whole was refused.
 */
final class EntryPlaces {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ALONE = "Bundle.entry[0]";

  private EntryPlaces() {}

  /**
   * The refusal of the first entry of a Bundle in JSON that is refused, or of the whole where none
   * is or it is no Bundle.
   */
  static ReadResult.Refused of(
      ReadResult.Refused whole, String text, Function<String, ParsedFhir> read) {
    if (!field(text, "resourceType").contains("\"Bundle\"")) {
      return whole;
    }
    List<String> entries = field(text, "entry");
    for (int i = 0; i < entries.size(); i++) {
      String alone = "{\"resourceType\":\"Bundle\",\"entry\":[" + entries.get(i) + "]}";
      if (read.apply(alone) instanceof ParsedFhir.Refused refused) {
        boolean inResource =
            field(entries.get(i), "resource").stream()
                .anyMatch(resource -> read.apply(resource) instanceof ParsedFhir.Refused);
        String place = "Bundle.entry[" + i + "]";
        String said = refused.refusal().place();
        return new ReadResult.Refused(
            refused.refusal().reason(),
            refused.refusal().problem(),
            said.startsWith(ALONE)
                ? said.replace(ALONE, place)
                : place + (inResource ? ".resource" : ""),
            refused.refusal().remedy());
      }
    }
    return whole;
  }

  /** The same in XML, where the entry is all that is known of the place. */
  static ReadResult.Refused ofXml(
      ReadResult.Refused whole, String xml, Function<String, ParsedFhir> read) {
    List<String> entries = entries(xml);
    for (int i = 0; i < entries.size(); i++) {
      String alone = "<Bundle xmlns=\"http://hl7.org/fhir\">" + entries.get(i) + "</Bundle>";
      if (read.apply(alone) instanceof ParsedFhir.Refused refused) {
        return new ReadResult.Refused(
            refused.refusal().reason(),
            refused.refusal().problem(),
            "Bundle.entry[" + i + "]",
            refused.refusal().remedy());
      }
    }
    return whole;
  }

  /** The entries of a Bundle, each as its XML; none of what is no Bundle or not well formed. */
  private static List<String> entries(String xml) {
    List<String> entries = new ArrayList<>();
    try {
      XMLStreamReader2 reader = HardenedXml.reader(xml);
      try {
        int depth = 0;
        int start = -1;
        while (reader.hasNext()) {
          int event = reader.next();
          if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
            // An entry by itself does not say what a prefix stands for.
            boolean plain = reader.getPrefix() == null || reader.getPrefix().isEmpty();
            if (depth == 1 && !(plain && reader.getLocalName().equals("Bundle"))) {
              return List.of();
            }
            if (depth == 2 && reader.getLocalName().equals("entry")) {
              start = (int) reader.getLocationInfo().getStartingCharOffset();
            }
          } else if (event == XMLStreamConstants.END_ELEMENT) {
            if (depth == 2 && start >= 0) {
              entries.add(
                  xml.substring(start, (int) reader.getLocationInfo().getEndingCharOffset()));
              start = -1;
            }
            depth--;
          }
        }
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      return List.of();
    }
    return entries;
  }

  /** The JSON of a field of an object, each element of a list for itself; empty where none is. */
  private static List<String> field(String text, String name) {
    List<String> values = new ArrayList<>();
    if (!text.stripLeading().startsWith("{")) {
      return values;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = name.equals(parser.currentName());
        boolean list = parser.nextToken() == JsonToken.START_ARRAY;
        if (!wanted) {
          parser.skipChildren();
        } else if (list) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(copy(parser));
          }
        } else {
          values.add(copy(parser));
        }
      }
    } catch (IOException e) {
      // What is no JSON has no entries that could be named.
      return List.of();
    }
    return values;
  }

  private static String copy(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
