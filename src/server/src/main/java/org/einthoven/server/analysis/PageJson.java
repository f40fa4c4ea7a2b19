package org.einthoven.server.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.einthoven.document.PageContent;

/** How the content of a page is kept. What a later version adds is passed over by this one. */
public final class PageJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private PageJson() {}

  static byte[] write(PageContent content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /** The content that was kept. */
  public static PageContent read(byte[] kept) {
    try {
      return JSON.readValue(kept, PageContent.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the page of a report is damaged", e);
    }
  }
}
