package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;

/** The weights of the beat gate over annotated records, whole and with the annotated beats. */
public final class BeatGates {

  private final DfnetModel model;
  private final List<Double> all = new ArrayList<>();
  private final Map<BeatClass, List<Double>> classes = new EnumMap<>(BeatClass.class);
  private final Map<Integer, List<Double>> records = new LinkedHashMap<>();

  /** For a loaded model. */
  public BeatGates(DfnetModel model) {
    this.model = model;
  }

  /** Scores a record; one in which the model judges no beat gives no weights. */
  public void add(MitBih.Annotated record) {
    if (model.beats(record.recording(), record.rPeaks())
        instanceof Prepared.Ready<List<BeatScore>> ready) {
      List<BeatScore> scores = ready.input();
      for (int i = 0; i < scores.size(); i++) {
        double share = scores.get(i).sharedShare();
        all.add(share);
        classes.computeIfAbsent(record.classes().get(i), annotated -> new ArrayList<>()).add(share);
        records.computeIfAbsent(record.number(), number -> new ArrayList<>()).add(share);
      }
    }
  }

  /** Over all beats. */
  public ShareSpread spread() {
    return ShareSpread.of(all);
  }

  /** Over the beats of each annotated class that there is. */
  public Map<BeatClass, ShareSpread> byClass() {
    Map<BeatClass, ShareSpread> spreads = new EnumMap<>(BeatClass.class);
    classes.forEach((annotated, shares) -> spreads.put(annotated, ShareSpread.of(shares)));
    return spreads;
  }

  /** Over the beats of each record, in the order in which they were added. */
  public Map<Integer, ShareSpread> byRecord() {
    Map<Integer, ShareSpread> spreads = new LinkedHashMap<>();
    records.forEach((number, shares) -> spreads.put(number, ShareSpread.of(shares)));
    return spreads;
  }
}
