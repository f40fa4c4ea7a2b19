package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The forms of {@code _summary} where HAPI differs from R4 (search 3.1.1.5.8): it answers the text
 * of one resource as HTML, and takes a form that it does not know for none. A Bundle that is stored
 * it takes for one that answers: its text summary is whole.
 */
@Interceptor
public final class SummaryForms {

  private static final String SUMMARY = "_summary";
  private static final Set<String> FORMS = Set.of("true", "text", "data", "count", "false");
  private static final Set<RestOperationTypeEnum> OF_ONE =
      Set.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);

  /** What a text summary has, as HAPI names it of the resources in a Bundle. */
  private static final String TEXT = "text,id,meta,(mandatory)";

  /** What R4 demands of them and HAPI's model does not know to be mandatory. */
  private static final Map<String, String> ALSO_MANDATORY =
      Map.of("OperationDefinition", ",name", "StructureDefinition", ",url,name");

  /**
   * Before the request is carried out.
   *
   * @return false where the form is none, or counts where nothing is counted; that is answered then
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public boolean check(
      ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String[]> sent = details.getParameters();
    String[] asked = sent == null ? null : sent.get(SUMMARY);
    if (asked == null) {
      return true;
    }
    boolean single = OF_ONE.contains(details.getRestOperationType());
    if (asked.length != 1 || !FORMS.contains(asked[0])) {
      refuse(
          Refusing.invalidParameter(
              SUMMARY, "is not known", "send one of true, text, data, count and false"),
          request,
          response);
      return false;
    }
    if (single && asked[0].equals("count")) {
      refuse(
          Refusing.invalidParameter(
              SUMMARY, "counts no single resource", "send it with a search or a history"),
          request,
          response);
      return false;
    }
    String type = details.getResourceName() == null ? "" : details.getResourceName();
    if (asked[0].equals("text") && (single || ALSO_MANDATORY.containsKey(type))) {
      Map<String, String[]> parameters = new HashMap<>(sent);
      parameters.remove(SUMMARY);
      parameters.put("_elements", new String[] {TEXT + ALSO_MANDATORY.getOrDefault(type, "")});
      details.setParameters(parameters);
    }
    return true;
  }

  /** Thrown, it would be logged with all its frames. */
  private static void refuse(
      BaseServerResponseException refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answers.refuse(request, response, new RefusedRequestException(refusal));
  }
}
