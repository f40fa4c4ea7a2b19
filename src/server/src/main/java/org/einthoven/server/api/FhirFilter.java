package org.einthoven.server.api;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.server.store.WaveformStore;

/**
 * Stands before HAPI on {@code /fhir}: bounds and decompresses the body, takes the waveforms out of
 * it and refuses what no parser should see; makes each write one transaction whose answer leaves
 * after the commit; puts the waveforms back into what is answered.
 */
@WebFilter(urlPatterns = "/fhir/*")
public class FhirFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String FORM = "application/x-www-form-urlencoded";

  // Filters are made before the settings and the database are there.
  private final transient Instance<BodyReading> bodies;
  private final transient Instance<WaveformStore> waveforms;
  private final transient Instance<WriteExchange> writes;
  private final transient Instance<Faults> faults;

  /** With the waveforms that are put back. */
  @Inject
  public FhirFilter(
      Instance<BodyReading> bodies,
      Instance<WaveformStore> waveforms,
      Instance<WriteExchange> writes,
      Instance<Faults> faults) {
    this.bodies = bodies;
    this.waveforms = waveforms;
    this.writes = writes;
    this.faults = faults;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      if (!isBinary(request) && !MediaTypes.meets(request.getHeader("Accept"))) {
        throw new RefusedRequestException(
            406,
            new ReadResult.Refused(
                Reason.UNSUPPORTED,
                "Accept names nothing that FHIR is answered as",
                "http.Accept",
                "send application/fhir+json or application/fhir+xml"));
      }
      HttpServletRequest inward = inward(request);
      Exchange exchange = Exchange.of(request);
      boolean write = WRITES.contains(request.getMethod()) && !isSearch(request);
      WholeResponse outward =
          new WholeResponse(
              response,
              new AnswerWaveforms(exchange, waveforms::get),
              acceptsGzip(request),
              isPicture(request));
      if (write) {
        writes.get().run(inward, outward, exchange, () -> chain.doFilter(inward, outward));
      } else {
        read(inward, outward, chain);
      }
    } catch (RefusedRequestException e) {
      Answers.refuse(request, response, e);
    }
  }

  private void read(HttpServletRequest inward, WholeResponse outward, FilterChain chain)
      throws IOException, ServletException, RefusedRequestException {
    try {
      chain.doFilter(inward, outward);
      outward.release();
    } catch (RuntimeException e) {
      throw new RefusedRequestException(faults.get().answer(e));
    }
  }

  private HttpServletRequest inward(HttpServletRequest request)
      throws IOException, RefusedRequestException {
    String type = MediaTypes.bare(request.getContentType());
    if (!WRITES.contains(request.getMethod())) {
      Exchange.begin(request, InboundBody.NONE);
      return new SlimRequest(request, new byte[0], "");
    }
    if (type.equals(FORM) && isSearch(request)) {
      Exchange.begin(request, InboundBody.NONE);
      return new SlimRequest(request, form(request), FORM);
    }
    byte[] bytes = bodies.get().read(request);
    boolean binary = isBinary(request) && !MediaTypes.isFhirAlone(type);
    boolean bare = isOperation(request) || request.getMethod().equals("DELETE");
    if (bytes.length == 0 && bare) {
      // HAPI parses nothing as JSON where the request says that it is JSON.
      Exchange.begin(request, InboundBody.NONE);
      return new SlimRequest(request, bytes, "");
    }
    boolean jsonPatch = request.getMethod().equals("PATCH") && type.equals(MediaTypes.JSON_PATCH);
    if (isValidation(request)) {
      // It may break any rule, and is not parsed before it is asked what is wrong with it.
      Exchange.begin(request, new InboundBody(bytes, type, Map.of()));
      return new SlimRequest(request, new byte[0], "");
    }
    if (binary || jsonPatch) {
      Exchange.begin(request, new InboundBody(bytes, type, Map.of()));
      return new SlimRequest(request, bytes, type);
    }
    FhirBody body = FhirBody.read(bytes, type);
    Exchange.begin(request, new InboundBody(bytes, type, body.waveforms())).parsed(body.resource());
    return new SlimRequest(request, body.slim(), body.mediaType() + ";charset=UTF-8");
  }

  /** The parameters of a search by POST; the container reads forms itself, and bounds them. */
  private static byte[] form(HttpServletRequest request) {
    StringJoiner form = new StringJoiner("&");
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              for (String value : values) {
                form.add(
                    URLEncoder.encode(name, StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
              }
            });
    return form.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isPicture(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path != null
        && path.startsWith("/Binary/")
        && ReportPictures.isPicture("Binary", path.substring("/Binary/".length()));
  }

  private static boolean isBinary(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path != null && (path.equals("/Binary") || path.startsWith("/Binary/"));
  }

  private static boolean isOperation(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path != null && path.contains("$");
  }

  private static boolean isValidation(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path != null && path.endsWith("/$validate");
  }

  private static boolean isSearch(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path != null && path.endsWith("/_search");
  }

  static boolean acceptsGzip(HttpServletRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }
}
