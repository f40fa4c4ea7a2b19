package org.einthoven.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.audit.check.DatabaseCheck;
import org.einthoven.server.audit.log.CheckpointFolder;
import org.einthoven.server.audit.log.Checkpoints;
import org.einthoven.server.audit.log.LogExport;
import org.einthoven.server.audit.log.LogTree;
import org.einthoven.server.audit.log.LogTree.Head;
import org.einthoven.server.audit.log.LogTree.Inclusion;
import org.einthoven.server.security.Requester;
import org.jspecify.annotations.Nullable;

/**
 * The transparency log below {@code /audit}: its public key, checkpoints, proofs, the whole log,
 * and the check of the database against it. What a request may do is decided in front of it.
 */
@WebServlet(urlPatterns = "/audit/*")
public class AuditServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String TEXT = "text/plain;charset=UTF-8";

  // Servlets are made before the settings and the database are there.
  private final transient Instance<Checkpoints> checkpoints;
  private final transient Instance<CheckpointFolder> folder;
  private final transient Instance<LogTree> tree;
  private final transient Instance<LogExport> export;
  private final transient Instance<DatabaseCheck> check;
  private final transient Instance<AuditTrail> audit;

  /** With the log and what checks it. */
  @Inject
  public AuditServlet(
      Instance<Checkpoints> checkpoints,
      Instance<CheckpointFolder> folder,
      Instance<LogTree> tree,
      Instance<LogExport> export,
      Instance<DatabaseCheck> check,
      Instance<AuditTrail> audit) {
    this.checkpoints = checkpoints;
    this.folder = folder;
    this.tree = tree;
    this.export = export;
    this.check = check;
    this.audit = audit;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      switch (path(request)) {
        case "/key" -> text(response, folder.get().key().verifier() + "\n");
        case "/checkpoint" -> text(response, latest());
        case "/proof/inclusion" -> inclusion(request, response);
        case "/proof/consistency" -> consistency(request, response);
        case "/export" -> export(request, response);
        case "/check" -> write(response, CheckedJson.of(check.get().run()));
        default -> throw nothingHere();
      }
    } catch (RefusedRequestException e) {
      Answers.refuse(request, response, e);
    }
  }

  /** {@code POST /audit/checkpoint}: signs what the log is now. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      if (!path(request).equals("/checkpoint")) {
        throw nothingHere();
      }
      text(response, signed());
    } catch (RefusedRequestException e) {
      Answers.refuse(request, response, e);
    }
  }

  private static String path(HttpServletRequest request) {
    return Optional.ofNullable(request.getPathInfo()).orElse("/");
  }

  private String latest() throws RefusedRequestException {
    Optional<String> latest = checkpoints.get().latest();
    return latest.isPresent() ? latest.get() : signed();
  }

  private String signed() throws RefusedRequestException {
    try {
      return checkpoints.get().sign();
    } catch (Checkpoints.RefusedException e) {
      throw refusal(
          409,
          "no checkpoint is signed: " + e.getMessage(),
          "/audit",
          "find out who changed the database; docs/audit-log.md says how, and how a new log begins");
    }
  }

  private void inclusion(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedRequestException {
    String entry = Optional.ofNullable(request.getParameter("entry")).orElse("");
    if (!ID.matcher(entry).matches()) {
      throw refusal(
          400, "entry is no id of an AuditEvent", "entry", "send entry=ID, as in AuditEvent/ID");
    }
    Inclusion found =
        tree.get()
            .inclusion(UUID.fromString(entry), number(request, "size"))
            .orElseThrow(
                () ->
                    refusal(
                        404,
                        "no leaf of this entry is in a tree of this size",
                        "entry",
                        "leave size out, and wait a second for an entry that is new"));
    ObjectNode answer = JSON.createObjectNode();
    answer
        .put("entry", entry)
        .put("position", found.position())
        .put("data", found.data())
        .put("hash", MerkleHash.leaf(found.data()).toString())
        .put("size", found.head().size())
        .put("root", found.head().root().toString());
    hashes(answer.putArray("proof"), found.proof());
    write(response, answer);
  }

  private void consistency(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedRequestException {
    Long from = number(request, "from");
    Long to = number(request, "to");
    Head head = tree.get().head();
    long upTo = to == null ? head.size() : to;
    if (from == null || from > upTo || upTo > head.size()) {
      throw refusal(
          400,
          "from and to are sizes of trees, the first not larger than the second and neither larger"
              + " than the log ("
              + head.size()
              + ")",
          "from",
          "send from=N&to=M; to is the size of the log where it is left out");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("from", from).put("to", upTo);
    hashes(answer.putArray("proof"), tree.get().consistency(from, upTo));
    write(response, answer);
  }

  private void export(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedRequestException {
    boolean openings = "true".equals(request.getParameter("openings"));
    String note = signed();
    QuarkusTransaction.requiringNew()
        .run(() -> recordExport(Requester.of(request).agent(), openings));
    response.setContentType("application/x-ndjson;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"einthoven-log.ndjson\"");
    export.get().write(note, openings, response.getOutputStream());
  }

  private void recordExport(String agent, boolean openings) {
    audit
        .get()
        .record(
            new AuditedEvent(
                AuditedAction.LOG_EXPORTED,
                AuditedEvent.Outcome.SUCCESS,
                agent,
                List.of(),
                null,
                openings ? "with what the leaves vouch for" : "hashes alone"));
  }

  private static @Nullable Long number(HttpServletRequest request, String name)
      throws RefusedRequestException {
    String text = request.getParameter(name);
    if (text == null) {
      return null;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw refusal(
          400, name + " is no size of a tree", name, "send a whole number without a sign");
    }
    return Long.valueOf(text);
  }

  private static void hashes(ArrayNode array, List<MerkleHash> hashes) {
    hashes.forEach(hash -> array.add(hash.toString()));
  }

  private static void text(HttpServletResponse response, String text) throws IOException {
    response.setContentType(TEXT);
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, ObjectNode answer) throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(JSON.writeValueAsBytes(answer));
  }

  private static RefusedRequestException nothingHere() {
    return refusal(
        404,
        "there is nothing here",
        "http.path",
        "GET /audit/key, /audit/checkpoint, /audit/proof/inclusion, /audit/proof/consistency,"
            + " /audit/export or /audit/check, or POST /audit/checkpoint");
  }

  private static RefusedRequestException refusal(
      int status, String problem, String place, String remedy) {
    return new RefusedRequestException(
        status, new ReadResult.Refused(ReadResult.Reason.INVALID, problem, place, remedy));
  }
}
