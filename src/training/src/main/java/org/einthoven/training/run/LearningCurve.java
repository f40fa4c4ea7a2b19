package org.einthoven.training.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The losses of several networks, epoch by epoch and task by task. */
public final class LearningCurve {

  /** The file names. */
  public static final String SVG = "learning-curve.svg";

  public static final String CSV = "learning-curve.csv";
  public static final String JSON = "learning-curve.json";

  private final Map<String, List<EpochLoss>> networks = new LinkedHashMap<>();

  /** Sets the losses of a network. */
  public void set(String network, List<EpochLoss> losses) {
    networks.put(network, List.copyOf(losses));
  }

  /** The losses of the last epoch of a network, empty where none is known. */
  public Optional<EpochLoss> last(String network) {
    List<EpochLoss> losses = networks.getOrDefault(network, List.of());
    return losses.isEmpty() ? Optional.empty() : Optional.of(losses.get(losses.size() - 1));
  }

  /** Adds the networks of another curve, their names behind a word. */
  public void add(String before, LearningCurve other) {
    other.networks.forEach((name, losses) -> networks.put(before + name, losses));
  }

  Map<String, List<EpochLoss>> networks() {
    return networks;
  }

  /** Writes all three files. */
  public void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      WholeFile.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The three files by name. */
  public Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(SVG, new LearningCurvePicture(this).svg().getBytes(StandardCharsets.UTF_8));
    files.put(CSV, csv().getBytes(StandardCharsets.UTF_8));
    files.put(
        JSON,
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(Map.of("networks", networks)));
    return files;
  }

  /** A line for each network, epoch and task. */
  String csv() {
    StringBuilder csv = new StringBuilder("network,epoch,task,loss\n");
    networks.forEach(
        (network, losses) -> {
          for (EpochLoss epoch : losses) {
            epoch
                .lossOfTask()
                .forEach(
                    (task, loss) ->
                        csv.append(network)
                            .append(',')
                            .append(epoch.epoch())
                            .append(',')
                            .append(task)
                            .append(',')
                            .append(loss)
                            .append('\n'));
          }
        });
    return csv.toString();
  }
}
