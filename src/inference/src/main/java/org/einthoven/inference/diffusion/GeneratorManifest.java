package org.einthoven.inference.diffusion;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelManifest;

/**
 * What {@code manifest.json} of a beat generator says.
 *
 * @param id the model's id
 * @param version its version
 * @param reconstructionOf the paper whose method it rebuilds
 * @param files SHA-256 of every other file of the folder by name
 * @param inputs the tensors that go in
 * @param outputs the tensors that come out
 * @param window the beats it makes
 * @param diffusion how it was noised
 * @param classes the classes it makes, in the order of its input
 * @param parameters how many trained numbers it has
 * @param settings of the network and its training, by name
 * @param environment the machine and the versions that it was trained with
 * @param training what it was made from
 * @param headline the few measured figures by which it is known; empty in models made before there
 *     was such a list
 */
public record GeneratorManifest(
    String id,
    String version,
    String reconstructionOf,
    Map<String, String> files,
    List<ModelManifest.TensorShape> inputs,
    List<ModelManifest.TensorShape> outputs,
    Window window,
    Diffusion diffusion,
    List<BeatClass> classes,
    int parameters,
    Map<String, String> settings,
    Map<String, String> environment,
    ModelManifest.Training training,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<HeadlineFigure> headline) {

  /** The name of the file that holds this. */
  public static final String FILE = "manifest.json";

  /**
   * The beats it makes.
   *
   * @param samplesPerSecond their rate
   * @param beforeR samples before the R peak
   * @param afterR samples from the R peak on
   * @param leads how many leads
   * @param unit of the samples
   */
  public record Window(int samplesPerSecond, int beforeR, int afterR, int leads, String unit) {}

  /**
   * How beats were noised.
   *
   * @param schedule its name
   * @param steps from beat to noise
   * @param answers what the network answers
   * @param scale the factor from a beat to a row of the network
   */
  public record Diffusion(String schedule, int steps, String answers, double scale) {}
}
