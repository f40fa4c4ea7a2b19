package org.einthoven.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} of a model folder says.
 *
 * @param id the model's id
 * @param version its version
 * @param reconstructionOf the paper whose method it rebuilds
 * @param files SHA-256 of every other file of the folder by name
 * @param inputs the tensors that go in
 * @param outputs the tensors that come out
 * @param samplesPerSecond the rate of the windows
 * @param leadOrder the leads of the twelve-lead input
 * @param preprocessing the preparation it was trained with
 * @param beatClasses the labels of the beat head, in the order of its output
 * @param infarction the label and threshold of the infarction head
 * @param abnormalities the labels of the abnormality head, null where the model has no such head
 * @param fibrillation the label and threshold of the fibrillation head, null where the model has no
 *     such head
 * @param parameters how many trained numbers it has
 * @param training what it was made from
 * @param headline the few measured figures by which it is known; empty in models made before there
 *     was such a list, or not judged yet
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ModelManifest(
    String id,
    String version,
    String reconstructionOf,
    Map<String, String> files,
    List<TensorShape> inputs,
    List<TensorShape> outputs,
    int samplesPerSecond,
    List<String> leadOrder,
    Preprocessing preprocessing,
    List<Label> beatClasses,
    Infarction infarction,
    @Nullable Abnormalities abnormalities,
    @Nullable Fibrillation fibrillation,
    int parameters,
    Training training,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<HeadlineFigure> headline) {

  /** The name of the file that holds this. */
  public static final String FILE = "manifest.json";

  /**
   * A tensor.
   *
   * @param name its name in the graph
   * @param type always {@code float32}
   * @param shape its sizes; a word is a size that varies
   */
  public record TensorShape(String name, String type, List<String> shape) {}

  /** A version of the preparation and SHA-256 of its settings. */
  public record Preprocessing(String version, String sha256) {}

  /**
   * A label and its SNOMED CT code, null where there is none.
   *
   * @param label the letter or word
   * @param snomed the code
   */
  public record Label(String label, @Nullable String snomed) {}

  /**
   * The infarction head.
   *
   * @param label in words
   * @param snomed the ECG finding, not the disorder
   * @param threshold the probability at or above which it is stated
   * @param thresholdChosenOn the patients that the threshold was chosen on
   */
  public record Infarction(
      String label, String snomed, double threshold, String thresholdChosenOn) {}

  /**
   * The abnormality head, whose labels do not exclude one another.
   *
   * @param labels in the order of its output
   * @param thresholdsChosenOn the patients that thresholds and predictive values come from
   */
  public record Abnormalities(List<Abnormality> labels, String thresholdsChosenOn) {}

  /**
   * One label of the abnormality head.
   *
   * @param label its short name, such as {@code STTC}
   * @param words what it is, for reports
   * @param snomed the ECG finding, null where no single concept says the same
   * @param threshold the probability that is taken as found
   * @param positivePredictivity the share of right ones among the records found, where the
   *     threshold was chosen
   * @param stated whether it may be stated, which needs a positive predictivity of one half
   */
  public record Abnormality(
      String label,
      String words,
      @Nullable String snomed,
      double threshold,
      double positivePredictivity,
      boolean stated) {}

  /**
   * The fibrillation head.
   *
   * @param label in words
   * @param snomed the ECG finding
   * @param threshold the probability at or above which it is stated
   * @param thresholdChosenOn the records that the threshold was chosen on
   * @param preprocessing the preparation of rhythms that it was trained with
   * @param rulesOutSupraventricular whether no beat is S where it is stated ({@link
   *     BeatsInFibrillation}), as when the model was judged; models made before there was such a
   *     rule say nothing, and it does not hold for them
   */
  public record Fibrillation(
      String label,
      String snomed,
      double threshold,
      String thresholdChosenOn,
      Preprocessing preprocessing,
      boolean rulesOutSupraventricular) {}

  /**
   * What it was made from. What came later than the first models is empty or null in theirs.
   *
   * @param data the data sets
   * @param seed of every random choice
   * @param code the commit of the sources, null where not known
   * @param leftOut the records that could not be used, and why
   * @param settings of the training, by name
   * @param environment where it was trained, null where not known
   */
  public record Training(
      List<DataSet> data,
      long seed,
      @Nullable String code,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<LeftOutRecord> leftOut,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> settings,
      @Nullable TrainingEnvironment environment) {

    /** A training of which no more is known. */
    public Training(List<DataSet> data, long seed, @Nullable String code) {
      this(data, seed, code, List.of(), Map.of(), null);
    }
  }

  /**
   * A record that was not trained on although it belongs to the part that was.
   *
   * @param database name and version of the database
   * @param record the record's name in it
   * @param reason why
   */
  public record LeftOutRecord(String database, String record, String reason) {}

  /**
   * A data set.
   *
   * @param name its name
   * @param version its version
   * @param licence under which it is given
   * @param part which of it was trained on
   * @param sha256 over the names and bytes of the files read, in order
   */
  public record DataSet(String name, String version, String licence, String part, String sha256) {}
}
