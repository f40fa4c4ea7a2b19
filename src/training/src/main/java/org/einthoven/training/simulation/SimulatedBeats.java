package org.einthoven.training.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.PatientBeats;

/**
 * Beats to train on, made from the normal beats of many patients: MIT-BIH has about a dozen
 * patients with supraventricular beats and nearly all its fusion beats in one, and a network that
 * sees so few learns the patients instead of the beats. Never to be tested on.
 */
public final class SimulatedBeats {

  private static final int FEWEST = 9;
  private static final int MOST = 220;
  private static final int TAKEN_OF_STRIP = 40;
  private static final double WITHOUT_DONOR = 0.55;

  private final List<PatientBeats> patients;
  private final List<SimulatedStrip.Donor> donors;

  /**
   * Makes beats of some patients.
   *
   * @param patients with normal beats
   * @param donors their ventricular beats are lent to the patients; a beat made with one carries
   *     the donor's record number, so that it can be left out with that record
   */
  public SimulatedBeats(List<PatientBeats> patients, List<DonorBeats> donors) {
    if (patients.isEmpty()) {
      throw new IllegalArgumentException("there is no patient to make beats of");
    }
    this.patients = List.copyOf(patients);
    this.donors = donors.stream().map(DonorBeats::toDonor).toList();
  }

  /**
   * The beats of a record of which some are ventricular.
   *
   * @param all every beat
   * @param classes the class of each
   */
  public record DonorBeats(PatientBeats all, List<BeatClass> classes) {

    /** Whether there are enough ventricular beats to lend. */
    public boolean isUseful() {
      return classes.stream().filter(BeatClass.V::equals).count() >= 5;
    }

    private SimulatedStrip.Donor toDonor() {
      float[][][] ventricular = new float[all.leads()][][];
      float[] spans = new float[all.leads()];
      for (int lead = 0; lead < spans.length; lead++) {
        List<float[]> beats = new ArrayList<>();
        for (int beat = 0; beat < all.count(); beat++) {
          if (classes.get(beat) == BeatClass.V) {
            beats.add(all.millivolts()[lead][beat]);
          }
        }
        ventricular[lead] = beats.toArray(float[][]::new);
        spans[lead] = all.span(lead);
      }
      return new SimulatedStrip.Donor(
          new PatientBeats(all.record(), ventricular, all.interval()), spans);
    }
  }

  /** Makes at least so many beats; the same seed makes the same. */
  public BeatSet make(int atLeast, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BeatSet.Builder all = new BeatSet.Builder();
    for (int made = 0; made < atLeast; ) {
      BeatSet strip = strip(random);
      all.add(strip);
      made += strip.size();
    }
    return all.build();
  }

  private BeatSet strip(SplittableRandom random) {
    PatientBeats patient = patients.get(random.nextInt(patients.size()));
    int beats = (int) Math.exp(random.nextDouble(Math.log(FEWEST), Math.log(MOST)));
    SimulatedStrip strip;
    int record = 0;
    if (donors.isEmpty() || random.nextDouble() < WITHOUT_DONOR) {
      strip = SimulatedStrip.supraventricular(patient, beats, random);
    } else {
      SimulatedStrip.Donor donor = donors.get(random.nextInt(donors.size()));
      record = donor.ventricular().record();
      strip = SimulatedStrip.ventricular(patient, donor, beats, random);
    }
    BeatInputs inputs = BeatPreparation.block(strip.millivolts(), strip.seconds());
    BeatSet.Builder set = new BeatSet.Builder();
    set.add(inputs, List.of(strip.classes()), record);
    return set.build().select(taken(strip.classes(), random));
  }

  /** Of a long strip some beats, the rare ones rather than the normal ones. */
  private static int[] taken(BeatClass[] classes, SplittableRandom random) {
    List<Integer> places = new ArrayList<>();
    double[] order = new double[classes.length];
    for (int i = 0; i < order.length; i++) {
      places.add(i);
      order[i] = 1.2 * random.nextDouble() - (classes[i] == BeatClass.N ? 0 : 1);
    }
    Collections.sort(places, Comparator.comparingDouble(i -> order[i]));
    return places.stream().limit(TAKEN_OF_STRIP).mapToInt(Integer::intValue).sorted().toArray();
  }
}
