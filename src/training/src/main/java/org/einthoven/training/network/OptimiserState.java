package org.einthoven.training.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;

/** What an optimiser knows beyond the weights, as libtorch writes it. */
public final class OptimiserState {

  private OptimiserState() {}

  /** The state of an optimiser. */
  public static byte[] of(Optimizer optimiser) throws IOException {
    Path file = Files.createTempFile("optimiser", ".pt");
    try (OutputArchive archive = new OutputArchive()) {
      optimiser.save(archive);
      archive.save_to(file.toString());
      return Files.readAllBytes(file);
    } catch (RuntimeException e) {
      throw new IOException("libtorch cannot write the optimiser's state to " + file, e);
    } finally {
      Files.delete(file);
    }
  }

  /** Sets the state of an optimiser of the same tensors in the same order. */
  public static void restore(Optimizer optimiser, byte[] state) throws IOException {
    Path file = Files.createTempFile("optimiser", ".pt");
    try (InputArchive archive = new InputArchive()) {
      Files.write(file, state);
      archive.load_from(file.toString());
      optimiser.load(archive);
    } finally {
      Files.delete(file);
    }
  }
}
