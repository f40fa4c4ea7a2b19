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
import java.util.stream.Stream;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.ModelManifest;
import org.einthoven.server.analysis.Models;
import org.einthoven.server.store.ShadowScores;

/**
 * {@code GET /models}: which model makes the reports, which score in its shadow, and how often
 * those agree with it, over all recordings that are stored. {@code GET /models/ID/VERSION/card}:
 * the card of one of them as Markdown.
 */
@WebServlet(urlPatterns = {"/models", "/models/*"})
public class ModelsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String CARD = "/card";
  private static final ObjectMapper JSON = new ObjectMapper();

  // Servlets are made before the settings and the database are there.
  private final transient Instance<Models> models;
  private final transient Instance<ShadowScores> scores;

  /** With what knows the models and their scores. */
  @Inject
  public ModelsServlet(Instance<Models> models, Instance<ShadowScores> scores) {
    this.models = models;
    this.scores = scores;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getPathInfo() != null) {
      card(request.getPathInfo(), response);
      return;
    }
    ObjectNode answer = JSON.createObjectNode();
    describe(answer.putObject("active"), models.get().identity(), models.get().manifest());
    ArrayNode shadows = answer.putArray("shadows");
    models
        .get()
        .shadows()
        .forEach(model -> describe(shadows.addObject(), model.identity(), model.manifest()));
    ArrayNode comparisons = answer.putArray("comparisons");
    scores.get().compared().forEach(compared -> describe(comparisons.addObject(), compared));
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(JSON.writeValueAsBytes(answer));
  }

  private void card(String path, HttpServletResponse response) throws IOException {
    Optional<ModelCard> card =
        Stream.concat(
                Stream.of(models.get().card()),
                models.get().shadows().stream().map(DfnetModel::card))
            .filter(each -> path.equals("/" + each.model().name() + CARD))
            .findFirst();
    response.setHeader("Cache-Control", "no-store");
    if (card.isEmpty()) {
      ObjectNode refusal = JSON.createObjectNode();
      refusal.put(
          "error",
          "no model here has that card; GET /models names those that run, and the card of one is at"
              + " /models/ID/VERSION/card");
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      response.setContentType("application/json;charset=UTF-8");
      response.getOutputStream().write(JSON.writeValueAsBytes(refusal));
      return;
    }
    response.setContentType("text/markdown;charset=UTF-8");
    response.getOutputStream().write(card.get().bytes());
  }

  private static void describe(ObjectNode node, ModelIdentity identity, ModelManifest manifest) {
    node.put("id", identity.id())
        .put("version", identity.version())
        .put("weightsSha256", identity.weightsSha256())
        .put("manifestSha256", identity.manifestSha256())
        .put("preprocessingVersion", identity.preprocessingVersion())
        .put("parameters", manifest.parameters());
    node.set("headline", JSON.valueToTree(manifest.headline()));
  }

  private static void describe(ObjectNode node, ShadowScores.Compared compared) {
    node.put("active", compared.activeModel())
        .put("shadow", compared.model())
        .put("recordingsScored", compared.scored())
        .put("recordingsFailed", compared.failed())
        .put("first", compared.first().toString())
        .put("last", compared.last().toString());
    ObjectNode agreement = node.putObject("agreement");
    compared
        .agreement()
        .forEach(
            (head, found) ->
                agreement
                    .putObject(head)
                    .put("same", found.same())
                    .put("different", found.different()));
  }
}
