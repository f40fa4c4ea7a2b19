package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.jspecify.annotations.Nullable;

/**
 * An {@code effectiveTime} as written.
 *
 * @param low when it begins
 * @param point the {@code center}, or the value where the element is a point in time
 * @param high when it ends
 */
record V3Interval(@Nullable String low, @Nullable String point, @Nullable String high) {

  static final V3Interval NONE = new V3Interval(null, null, null);

  static V3Interval read(XmlCursor xml) throws IOException, RefusedException {
    String[] parts = {null, xml.attribute("value"), null};
    xml.children(
        () -> {
          switch (xml.name()) {
            case "low" -> parts[0] = xml.attribute("value");
            case "center" -> parts[1] = xml.attribute("value");
            case "high" -> parts[2] = xml.attribute("value");
            default -> {}
          }
        });
    return new V3Interval(parts[0], parts[1], parts[2]);
  }
}
