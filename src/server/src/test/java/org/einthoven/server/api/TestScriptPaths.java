package org.einthoven.server.api;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.einthoven.fhir.FhirText;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Resource;
import org.xml.sax.InputSource;

/** Values in a resource by the two languages that the TestScripts use. */
final class TestScriptPaths {

  private static final String FHIR = "http://hl7.org/fhir";

  private TestScriptPaths() {}

  /** By XPath over the resource as XML, with the prefix {@code fhir}. */
  static String xpath(Resource resource, String path) {
    XPath xpath = XPathFactory.newInstance().newXPath();
    xpath.setNamespaceContext(new Fhir());
    String xml = FhirText.xmlParser().encodeResourceToString(resource);
    try {
      return xpath.evaluate(path, new InputSource(new StringReader(xml)));
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** By FHIRPath; values are separated by commas. */
  static String fhirPath(Resource resource, String expression) {
    IFhirPath engine = FhirText.context().newFhirPath();
    List<IBase> found = engine.evaluate(resource, expression, IBase.class);
    return String.join(
        ",",
        found.stream()
            .map(
                value ->
                    value instanceof org.hl7.fhir.r4.model.Base base && base.isPrimitive()
                        ? base.primitiveValue()
                        : value.toString())
            .toList());
  }

  private static final class Fhir implements NamespaceContext {

    @Override
    public String getNamespaceURI(String prefix) {
      return prefix.equals("fhir") ? FHIR : XMLConstants.NULL_NS_URI;
    }

    @Override
    public String getPrefix(String uri) {
      return uri.equals(FHIR) ? "fhir" : XMLConstants.DEFAULT_NS_PREFIX;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
      return List.of(getPrefix(uri)).iterator();
    }
  }
}
