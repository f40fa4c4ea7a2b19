package org.einthoven.inference.holter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einthoven.ecg.format.LongRecording;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.holter.HolterFindings;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.ecg.holter.HolterSummary;
import org.einthoven.ecg.holter.PieceFindings;
import org.einthoven.inference.DfnetModel;

/**
 * Reads long recordings as a stream: several pieces at a time, of which nothing is kept but beats
 * and stretches, so that memory does not grow with the samples. The same recording, model and cut
 * give the same reading, whatever the number of threads.
 */
public final class HolterReader {

  private final DfnetModel model;
  private final HolterPiece.Cut cut;
  private final int threads;

  /**
   * A reader that asks this model; the model is not closed here.
   *
   * @param cut how recordings are cut
   * @param threads how many pieces are read at a time, 1 or more
   */
  public HolterReader(DfnetModel model, HolterPiece.Cut cut, int threads) {
    this.model = model;
    this.cut = cut;
    this.threads = threads;
  }

  /**
   * Reads a recording.
   *
   * @throws IOException when its samples cannot be read
   * @throws RefusedException when what is stored is no ECG
   */
  public HolterReading read(LongRecording recording) throws IOException, RefusedException {
    PieceReader reader = new PieceReader(model, recording);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<PieceFindings>> waiting = new ArrayList<>();
      for (HolterPiece piece : cut.pieces(recording.length(), recording.samplesPerSecond())) {
        waiting.add(workers.submit(() -> reader.read(piece)));
      }
      List<PieceFindings> pieces = new ArrayList<>();
      for (Future<PieceFindings> piece : waiting) {
        pieces.add(await(piece));
      }
      HolterFindings findings = PieceFindings.join(pieces, recording.durationSeconds());
      return new HolterReading(findings, HolterSummary.of(findings), model.identity());
    } finally {
      workers.shutdownNow();
    }
  }

  private static PieceFindings await(Future<PieceFindings> piece)
      throws IOException, RefusedException {
    try {
      return piece.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new IllegalStateException("a piece could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the reading was interrupted", e);
    }
  }
}
