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
import org.einthoven.ecg.format.ReadResult;

/**
 * Finds the entry of a Bundle in JSON that cannot be read. The parser names no entry and often no
 * element, so that each entry is read by itself, once the whole was refused.
 */
final class EntryPlaces {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ALONE = "Bundle.entry[0]";

  private EntryPlaces() {}

  /** The refusal of the first entry that is refused, or of the whole where none is or no Bundle. */
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
