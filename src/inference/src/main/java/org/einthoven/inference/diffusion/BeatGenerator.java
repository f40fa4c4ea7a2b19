package org.einthoven.inference.diffusion;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.ModelFiles;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes beats of a class: a class-conditional diffusion model (Ho, Jain, Abbeel 2020) with a gated
 * recurrent unit inside its denoiser, a reconstruction of the generator of Xu et al., arXiv
 * 2511.14104 (2025). Its beats are for training sets, tests and teaching; none is a patient's. Safe
 * for use by several threads.
 */
public final class BeatGenerator implements AutoCloseable {

  /** The model's id in a {@link ModelLibrary}. */
  public static final String ID = "ecg-diffusion";

  private static final int ROWS_AT_ONCE = 64;

  private final DenoiserSession session;
  private final List<BeatClass> classes;
  private final double scale;
  private final @Nullable GeneratorManifest manifest;

  private BeatGenerator(
      DenoiserSession session,
      List<BeatClass> classes,
      double scale,
      @Nullable GeneratorManifest manifest) {
    this.session = session;
    this.classes = List.copyOf(classes);
    this.scale = scale;
    this.manifest = manifest;
  }

  /**
   * A beat to be made.
   *
   * @param beatClass its class
   * @param usual the usual beat of the same patient, [2 × 90] in units of half its peak-to-peak
   *     amplitude; null for a patient who is made up too
   */
  public record Wanted(BeatClass beatClass, float @Nullable [] usual) {}

  /** Loads a folder on disk. */
  public static BeatGenerator load(Path folder) {
    return load(ModelFolder.at(folder));
  }

  /**
   * Loads a generator: every hash of its manifest is checked and its golden vectors replayed.
   *
   * @throws ModelRefusedException where something does not agree
   */
  public static BeatGenerator load(ModelFolder folder) {
    VerifiedGenerator verified = VerifiedGenerator.verify(folder);
    GeneratorManifest manifest = verified.manifest();
    DenoiserSession session;
    try {
      session = new DenoiserSession(verified.weights());
    } catch (OrtException e) {
      throw new ModelRefusedException("The model in " + folder.location() + " cannot be run", e);
    }
    GeneratorGolden golden = verified.golden();
    float[] found =
        session.velocities(golden.noisy(), golden.usual(), golden.times(), golden.classes());
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - golden.velocities()[i]) <= GeneratorGolden.TOLERANCE)) {
        session.close();
        throw new ModelFiles(folder)
            .refused("it does not answer its golden vectors as it did when it was made");
      }
    }
    return new BeatGenerator(session, manifest.classes(), manifest.diffusion().scale(), manifest);
  }

  /**
   * A generator that has no folder yet, for the one who trains it.
   *
   * @param weights the bytes of its graph
   * @param classes the classes it makes, in the order of its input
   * @param scale the factor from a beat to a row of the network
   */
  public static BeatGenerator of(byte[] weights, List<BeatClass> classes, double scale) {
    try {
      return new BeatGenerator(new DenoiserSession(weights), classes, scale, null);
    } catch (OrtException e) {
      throw new ModelRefusedException("the generator cannot be run", e);
    }
  }

  /** The classes it makes. */
  public List<BeatClass> classes() {
    return classes;
  }

  /** What its manifest says, null where it has no folder. */
  public @Nullable GeneratorManifest manifest() {
    return manifest;
  }

  /**
   * Makes beats of a class, each of another made-up patient.
   *
   * @param seed the same seed gives the same beats
   * @return each [2 × 90], the two leads one after the other, in units of half the usual
   *     peak-to-peak amplitude of the lead
   */
  public List<float[]> make(BeatClass beatClass, int count, long seed, Sampling sampling) {
    List<Wanted> usual = Collections.nCopies(count, new Wanted(BeatClass.N, null));
    List<Wanted> wanted = new ArrayList<>();
    if (beatClass == BeatClass.N) {
      return make(usual, seed, sampling);
    }
    for (float[] own : make(usual, seed, sampling)) {
      wanted.add(new Wanted(beatClass, own));
    }
    return make(wanted, seed + 1, sampling);
  }

  /**
   * Makes beats.
   *
   * @param seed the same seed gives the same beats
   * @return as many, in the same order, each [2 × 90]
   * @throws IllegalArgumentException where a class is none of {@link #classes}
   */
  public List<float[]> make(List<Wanted> wanted, long seed, Sampling sampling) {
    DdimSampler sampler = new DdimSampler(session::velocities, sampling, BeatWindow.ROW);
    SplittableRandom seeds = new SplittableRandom(seed);
    List<float[]> beats = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += ROWS_AT_ONCE) {
      List<Wanted> some = wanted.subList(from, Math.min(wanted.size(), from + ROWS_AT_ONCE));
      float[] rows = draw(sampler, some, seeds);
      for (int i = 0; i < some.size(); i++) {
        beats.add(BeatWindow.fromRow(rows, i * BeatWindow.ROW, scale));
      }
    }
    return beats;
  }

  private float[] draw(DdimSampler sampler, List<Wanted> some, SplittableRandom seeds) {
    float[] usual = new float[some.size() * BeatWindow.ROW];
    float[] labels = new float[some.size() * classes.size()];
    long[] noise = new long[some.size()];
    for (int i = 0; i < some.size(); i++) {
      int column = classes.indexOf(some.get(i).beatClass());
      if (column < 0) {
        throw new IllegalArgumentException(
            "the generator makes no beats of class " + some.get(i).beatClass());
      }
      labels[i * classes.size() + column] = 1;
      float[] own = some.get(i).usual();
      if (own != null) {
        BeatWindow.toRow(own, scale, usual, i * BeatWindow.ROW);
      }
      noise[i] = seeds.nextLong();
    }
    return sampler.draw(usual, labels, noise);
  }

  @Override
  public void close() {
    session.close();
  }
}
