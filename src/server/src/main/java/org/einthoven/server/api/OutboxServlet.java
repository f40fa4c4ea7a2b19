package org.einthoven.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.server.outbox.delivery.DeliveryLine;
import org.einthoven.server.outbox.delivery.DeliveryQueue;

/**
 * {@code GET /outbox?state=failed}: deliveries in a state, such as the dead letters; {@code POST
 * /outbox/ID/replay}: has a dead letter tried again.
 */
@WebServlet(urlPatterns = {"/outbox", "/outbox/*"})
public class OutboxServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> STATES = Set.of("waiting", "running", "sent", "failed");
  private static final Pattern REPLAY =
      Pattern.compile("/([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})/replay");
  private static final int MOST = 500;

  // Servlets are made before the settings and the database are there.
  private final transient Instance<DeliveryQueue> queue;

  /** With the queue. */
  @Inject
  public OutboxServlet(Instance<DeliveryQueue> queue) {
    this.queue = queue;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String state = Optional.ofNullable(request.getParameter("state")).orElse("failed");
    String receiver = Optional.ofNullable(request.getParameter("receiver")).orElse("");
    String path = request.getPathInfo();
    if (path != null && !path.equals("/")) {
      refuse(request, response, 404, "there is nothing here", "list deliveries at /outbox");
    } else if (!STATES.contains(state)) {
      refuse(request, response, 400, "there is no such state", "use one of " + STATES);
    } else {
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode deliveries = answer.putArray("deliveries");
      queue
          .get()
          .list(state, receiver, MOST)
          .forEach(delivery -> describe(deliveries.addObject(), delivery));
      write(response, answer);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    Matcher replay = REPLAY.matcher(path == null ? "" : path);
    if (!replay.matches()) {
      refuse(request, response, 404, "there is nothing here", "send POST /outbox/ID/replay");
      return;
    }
    UUID id = UUID.fromString(replay.group(1));
    if (queue.get().replay(id)) {
      write(response, JSON.createObjectNode().put("id", id.toString()).put("state", "waiting"));
    } else {
      refuse(
          request,
          response,
          404,
          "there is no dead letter with this id",
          "list them by GET /outbox?state=failed");
    }
  }

  private static void describe(ObjectNode node, DeliveryLine delivery) {
    node.put("id", delivery.id().toString())
        .put("receiver", delivery.receiver())
        .put("kind", delivery.kind())
        .put("state", delivery.state())
        .put("attempts", delivery.attempts())
        .put("focus", delivery.focus())
        .put("created", delivery.createdAt().toString())
        .put("due", delivery.dueAt().toString())
        .put("failure", delivery.failure());
  }

  private static void write(HttpServletResponse response, ObjectNode answer) throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(JSON.writeValueAsBytes(answer));
  }

  private static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String problem,
      String remedy)
      throws IOException {
    Answers.refuse(
        request,
        response,
        new RefusedRequestException(
            status,
            new ReadResult.Refused(ReadResult.Reason.INVALID, problem, "http.path", remedy)));
  }
}
