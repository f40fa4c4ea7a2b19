package org.einthoven.inference;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model is for and how good it is, as Markdown with a head of YAML, the form that Hugging
 * Face gave model cards: the measured figures of the manifest first, then the card that was written
 * when the model was judged, then the hashes by which the model is known. It holds nothing that is
 * not in the model's folder.
 *
 * @param model which model it is about
 * @param markdown the whole card, UTF-8, lines ended by a line feed
 */
public record ModelCard(ModelIdentity model, String markdown) {

  /** The file of the folder that holds what was written. */
  static final String FILE = "card.md";

  /**
   * The card of a model.
   *
   * @param written what its {@code card.md} says; empty where it has none
   */
  static ModelCard of(ModelManifest manifest, ModelIdentity model, String written) {
    return new ModelCard(
        model, head(manifest, model) + "\n" + body(model, written) + hashes(model));
  }

  /** The card as bytes. */
  public byte[] bytes() {
    return markdown.getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of {@link #bytes}, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Sha256.of(bytes());
  }

  private static String head(ModelManifest manifest, ModelIdentity model) {
    StringBuilder yaml = new StringBuilder("---\nlibrary_name: onnx\ntags:\n- ecg\n");
    if (!manifest.headline().isEmpty()) {
      yaml.append("model-index:\n- name: ").append(quoted(model.name())).append("\n  results:\n");
    }
    for (HeadlineFigure figure : manifest.headline()) {
      yaml.append("  - task:\n      type: time-series-classification\n    dataset:\n");
      line(yaml, "      type: ", figure.dataSet());
      line(yaml, "      name: ", figure.dataSet());
      yaml.append("    metrics:\n");
      line(yaml, "    - type: ", figure.name());
      line(yaml, "      name: ", figure.name() + " (" + figure.protocol() + ")");
      yaml.append("      value: ")
          .append(
              String.format(
                  Locale.ROOT, figure.unit().equals("%") ? "%.2f" : "%.3f", figure.value()))
          .append('\n');
    }
    return yaml.append("---\n").toString();
  }

  private static String body(ModelIdentity model, String written) {
    return written.isBlank()
        ? "# " + model.name() + "\n\nNo card was written for this model.\n"
        : written.strip() + "\n";
  }

  private static String hashes(ModelIdentity model) {
    StringBuilder text = new StringBuilder("\n## Known by\n\n| what | SHA-256 |\n|---|---|\n");
    Map<String, String> hashes =
        new TreeMap<>(
            Map.of(
                "manifest.json",
                model.manifestSha256(),
                ModelFiles.WEIGHTS,
                model.weightsSha256(),
                "settings of signal preparation " + model.preprocessingVersion(),
                model.preprocessingSha256()));
    hashes.forEach(
        (what, hash) -> text.append("| ").append(what).append(" | `").append(hash).append("` |\n"));
    return text.toString();
  }

  private static void line(StringBuilder yaml, String key, String value) {
    yaml.append(key).append(quoted(value)).append('\n');
  }

  /** A double-quoted scalar (YAML 1.2, 7.3.1). */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
