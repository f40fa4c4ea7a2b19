package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedCacheTest {

  private static final List<Integer> RECORDS = List.of(100, 101);

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void writeRecords() throws IOException {
    for (int number : RECORDS) {
      String name = String.valueOf(number);
      WrittenRecords.write(database(), name, 360, 20, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(database(), name, 360, "NNANNVNNFNNN");
    }
  }

  private Path database() {
    return folder.resolve("mitdb");
  }

  private Path cached() {
    return folder.resolve("cache");
  }

  private BeatSet whole(LeftOut leftOut) throws IOException {
    return new MitBih(database(), leftOut, PreparedCache.in(cached(), told::add)).whole(RECORDS);
  }

  private BeatSet whole() throws IOException {
    return whole(LeftOut.refusing());
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(cached())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cached())) {
      return files.sorted().toList();
    }
  }

  private static void assertSame(BeatSet one, BeatSet other) {
    assertThat(Arrays.deepEquals(one.windows(), other.windows())).isTrue();
    assertThat(Arrays.deepEquals(one.features(), other.features())).isTrue();
    assertThat(one.classes()).isEqualTo(other.classes());
    assertThat(one.records()).isEqualTo(other.records());
  }

  @Test
  void theSecondReadingGivesTheSameBeatsAndWritesNothing() throws IOException {
    BeatSet first = whole();
    byte[] file = Files.readAllBytes(files().get(0));

    BeatSet second = whole();

    assertThat(first.size()).isEqualTo(24);
    assertSame(first, second);
    assertSame(new MitBih(database()).whole(RECORDS), second);
    assertThat(files()).hasSize(1);
    assertThat(Files.readAllBytes(files().get(0))).isEqualTo(file);
  }

  @Test
  void wholeRecordsAndPiecesAreKeptApart() throws IOException {
    MitBih mit = new MitBih(database(), LeftOut.refusing(), PreparedCache.in(cached(), told::add));
    mit.whole(RECORDS);
    mit.pieces(RECORDS, 10);
    mit.whole(List.of(100));

    assertThat(files()).hasSize(3);
    assertThat(mit.whole(List.of(100)).records()).containsOnly(100);
  }

  @Test
  void otherDataAreNotTakenFromTheCache() throws IOException {
    whole();
    WrittenRecords.annotate(database(), "101", 360, "NNNNNNNNNNNN");

    assertThat(whole().counts()).containsExactly(21, 1, 1, 1, 0);
  }

  @Test
  void aDamagedFileIsNamedAndMadeAnew() throws IOException {
    BeatSet first = whole();
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);

    assertSame(first, whole());
    assertThat(told).containsExactly(file + " is damaged and is made anew");
    told.clear();
    assertSame(first, whole());
    assertThat(told).isEmpty();
  }

  @Test
  void aFileThatWasCutOffIsMadeAnew() throws IOException {
    BeatSet first = whole();
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 3, 40, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertSame(first, whole());
    }
    assertThat(told).hasSize(4);
  }

  @Test
  void whatWasLeftOutIsLeftOutOfTheCachedSetToo() throws IOException {
    Files.delete(database().resolve("101.atr"));
    LeftOut first = LeftOut.noting();
    LeftOut second = LeftOut.noting();

    whole(first);
    whole(second);

    assertThat(second.entries()).hasSize(1).isEqualTo(first.entries());
    assertThat(second.largestShare()).isEqualTo(0.5);
    assertThatThrownBy(this::whole)
        .as("where none may be left out")
        .isInstanceOf(DamagedDataException.class);
  }

  @Test
  void onAFullDiskTheDataAreUsedAndNothingIsLeftHalfWritten() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full on this system");
    whole();
    Path file = files().get(0);
    Files.delete(file);
    Files.createSymbolicLink(
        file.resolveSibling(file.getFileName() + ".begun"), Path.of("/dev/full"));

    assertThat(whole().size()).isEqualTo(24);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("No space left on device", "not kept");
    assertThat(files()).isEmpty();
  }

  @Test
  void medianBeatsComeBackWithAllThatIsSaidOfThem() {
    MedianBeatSet set =
        new MedianBeatSet(
            List.of(
                new MedianBeatSet.Entry(
                    new float[] {1, 2}, true, false, 3, "7", 50, "male", Set.of("IMI", "MI")),
                new MedianBeatSet.Entry(
                    new float[] {3, 4}, false, true, 4, "8", Double.NaN, "female", Set.of())));
    PreparedCache cache = PreparedCache.in(cached(), told::add);
    MedianBeatSetForm form = new MedianBeatSetForm();

    for (int time = 0; time < 2; time++) {
      boolean first = time == 0;
      MedianBeatSet got = got(cache, form, set, first);
      for (int i = 0; i < 2; i++) {
        MedianBeatSet.Entry expected = set.records().get(i);
        assertThat(got.records().get(i))
            .usingRecursiveComparison()
            .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
            .as("reading %s", time)
            .isEqualTo(expected);
      }
    }
  }

  private static MedianBeatSet got(
      PreparedCache cache, MedianBeatSetForm form, MedianBeatSet set, boolean first) {
    try {
      return cache.get(
          "median",
          "source",
          form,
          LeftOut.refusing(),
          leftOut -> {
            assertThat(first).as("prepared once").isTrue();
            return set;
          });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
