package org.einthoven.inference.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.einthoven.inference.HeadlineFigure;
import org.jspecify.annotations.Nullable;

/**
 * What the manifests of all kinds of models have in common. What else a manifest says is its own
 * kind's affair.
 *
 * @param id the model's id
 * @param version its version
 * @param reconstructionOf the paper whose method it rebuilds, null where it rebuilds none
 * @param files SHA-256 of every other file of the folder by name
 * @param preprocessing the preparation it was trained with, null where it needs none
 * @param fibrillation the preparation of rhythms, null where the model reads none
 * @param parameters how many trained numbers it has
 * @param training what it was made from, null where it does not say
 * @param headline the few measured figures by which it is known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelSummary(
    String id,
    String version,
    @Nullable String reconstructionOf,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> files,
    @Nullable Preprocessing preprocessing,
    @Nullable Fibrillation fibrillation,
    long parameters,
    @Nullable Training training,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<HeadlineFigure> headline) {

  /** A version of the preparation and SHA-256 of its settings. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Preprocessing(String version, String sha256) {}

  /** What is common of a head that has a preparation of its own. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fibrillation(@Nullable Preprocessing preprocessing) {}

  /**
   * What it was made from.
   *
   * @param data the data sets
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Training(@JsonSetter(nulls = Nulls.AS_EMPTY) List<DataSet> data) {}

  /**
   * A data set.
   *
   * @param name its name
   * @param version its version
   * @param part which of it was trained on
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DataSet(@Nullable String name, @Nullable String version, @Nullable String part) {}

  /** The data sets it was trained on. */
  public List<DataSet> trainedOn() {
    return training == null ? List.of() : training.data();
  }
}
