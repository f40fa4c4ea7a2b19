package org.einthoven.inference.holter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.format.LongRecording;
import org.einthoven.ecg.holter.HolterBeats;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.inference.reading.ReadBeat;
import org.einthoven.inference.reading.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HolterReaderTest {

  private static final double RATE = 250;
  private static final HolterPiece.Cut MINUTES = new HolterPiece.Cut(60, 20);

  private static DfnetModel model;

  @BeforeAll
  static void loadThePackagedModel() {
    model = DfnetModel.loadPackaged();
  }

  @AfterAll
  static void closeTheModel() {
    model.close();
  }

  @Test
  void readsOnePieceAsTheInterpreterReadsAWhole() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.PREMATURE_VENTRICULAR, 4, 120);
    Reading reading = new Interpreter(model).interpret(recording);

    HolterReading holter = read(recording, HolterPiece.Cut.STANDARD, 1);

    HolterBeats beats = holter.findings().beats();
    List<ReadBeat> expected = reading.beats().toOptional().orElseThrow();
    assertThat(beats.count()).isEqualTo(expected.size());
    for (int i = 0; i < beats.count(); i++) {
      assertThat(beats.seconds(i)).isEqualTo(expected.get(i).seconds());
      assertThat(beats.beatClass(i)).hasValue(expected.get(i).beatClass());
    }
    assertThat(holter.summary().whole().count(BeatClass.V)).isPositive();
    assertThat(holter.model()).isEqualTo(model.identity());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.ATRIAL_FIBRILLATION, 5, 300);

    assertThat(read(recording, MINUTES, 2).summary())
        .isEqualTo(read(recording, MINUTES, 1).summary());
  }

  @Test
  void countsEveryBeatOnceHoweverTheRecordingIsCut() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.SINUS, 6, 600);
    int whole = read(recording, HolterPiece.Cut.STANDARD, 1).summary().whole().beats();

    for (double seconds : new double[] {47, 60, 100, 210}) {
      HolterReading cut = read(recording, new HolterPiece.Cut(seconds, 20), 2);
      assertThat(cut.summary().whole().beats()).isEqualTo(whole);
      assertThat(cut.summary().whole().count(BeatClass.N)).isEqualTo(whole);
    }
  }

  @Test
  void classesEveryBeatAlikeWhereverPiecesOfWholeBlocksAreCut() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.PREMATURE_VENTRICULAR, 10, 1800);
    HolterBeats whole = read(recording, HolterPiece.Cut.STANDARD, 1).findings().beats();

    for (double seconds : new double[] {300, 600, 900}) {
      HolterBeats cut = read(recording, new HolterPiece.Cut(seconds, 60), 2).findings().beats();
      assertThat(cut.count()).isEqualTo(whole.count());
      for (int i = 0; i < cut.count(); i++) {
        assertThat(cut.seconds(i)).isEqualTo(whole.seconds(i));
        assertThat(cut.beatClass(i)).isEqualTo(whole.beatClass(i));
      }
    }
  }

  @Test
  void readsNothingWhereNoLeadIsUsableAndCountsItsMinutes() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.SINUS, 7, 300);
    for (LeadSignal lead : recording.leads()) {
      Arrays.fill(lead.microvolts(), (int) (100 * RATE), (int) (180 * RATE), 12);
    }

    HolterReading reading = read(recording, MINUTES, 2);

    assertThat(reading.summary().whole().notReadMinutes()).isBetween(1.2, 1.6);
    assertThat(reading.summary().whole().unreadMinutes()).containsKey("the signal is flat");
    assertThat(reading.summary().pauses()).isZero();
    assertThat(reading.summary().longestUnjudged().orElseThrow().fromSeconds())
        .isBetween(88.0, 101.0);
    HolterBeats beats = reading.findings().beats();
    assertThat(beats.firstFrom(102)).isEqualTo(beats.firstFrom(178));
  }

  @Test
  void findsAPauseAcrossTheBorderOfTwoPieces() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.SINUS, 8, 240);
    for (LeadSignal lead : recording.leads()) {
      // Quiet as a standing heart is, and not flat as a loose electrode.
      for (int i = (int) (117 * RATE); i < 123 * RATE; i++) {
        lead.microvolts()[i] = (float) (12 * Math.sin(2 * Math.PI * i / RATE));
      }
    }

    HolterReading reading = read(recording, new HolterPiece.Cut(120, 20), 1);

    assertThat(reading.summary().whole().rates().orElseThrow().longestSeconds())
        .isBetween(6.0, 8.0);
    assertThat(reading.summary().pauses()).isEqualTo(1);
  }

  @Test
  void countsBeatsOfAChildWithoutClassingThem() throws Exception {
    Recording recording = twoLeads(SyntheticRhythm.SINUS, 9, 60);

    HolterReading reading =
        new HolterReader(model, MINUTES, 1).read(new InMemory(recording, OptionalInt.of(9)));

    assertThat(reading.summary().whole().beats()).isPositive();
    assertThat(reading.summary().whole().unclassed()).isEqualTo(reading.summary().whole().beats());
    assertThat(reading.summary().whole().unclassedMinutes().keySet())
        .singleElement()
        .asString()
        .contains("under 18");
    assertThat(reading.summary().whole().burdenPercent(BeatClass.V)).isEmpty();
    assertThat(reading.summary().whole().rhythmJudgedMinutes()).isZero();
  }

  private static HolterReading read(Recording recording, HolterPiece.Cut cut, int threads)
      throws Exception {
    return new HolterReader(model, cut, threads).read(new InMemory(recording, OptionalInt.empty()));
  }

  private static Recording twoLeads(SyntheticRhythm rhythm, long seed, double seconds) {
    Recording made = EcgSynthesis.of(rhythm, seed).lasting(seconds, RATE).make().recording();
    return new Recording(
        List.of(made.signal(Lead.II).orElseThrow(), made.signal(Lead.V1).orElseThrow()),
        RATE,
        null,
        null,
        null,
        made.source());
  }

  /** A recording that is held whole and read in pieces all the same. */
  private record InMemory(Recording recording, OptionalInt patientYears) implements LongRecording {

    @Override
    public long length() {
      return recording.length();
    }

    @Override
    public double samplesPerSecond() {
      return recording.samplesPerSecond();
    }

    @Override
    public Recording read(long from, long to) {
      List<LeadSignal> leads = new ArrayList<>();
      for (LeadSignal lead : recording.leads()) {
        leads.add(
            new LeadSignal(
                lead.lead(), Arrays.copyOfRange(lead.microvolts(), (int) from, (int) to)));
      }
      return new Recording(leads, samplesPerSecond(), null, null, null, recording.source());
    }
  }
}
