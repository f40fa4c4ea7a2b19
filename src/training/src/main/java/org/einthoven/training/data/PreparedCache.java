package org.einthoven.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import org.einthoven.training.run.CannotWriteException;
import org.einthoven.training.run.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * Prepared sets of data as memory-mapped files, so that they are prepared once. A file is known by
 * the SHA-256 of the source files, of the preparation's settings and of the program that prepared;
 * it ends with its own SHA-256, and one that is damaged, cut off or of anything else is made anew.
 *
 * <p>A file is a length, so many bytes of JSON that say what it holds and which records were left
 * out, then numbers as {@link DataOutputStream} writes them, then 32 bytes of SHA-256.
 */
public final class PreparedCache {

  private static final String FORMAT = "1";
  private static final int SEAL_BYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path folder;
  private final Consumer<String> tell;

  private PreparedCache(@Nullable Path folder, Consumer<String> tell) {
    this.folder = folder;
    this.tell = tell;
  }

  /** Keeps nothing. */
  public static PreparedCache none() {
    return new PreparedCache(null, line -> {});
  }

  /**
   * Keeps files in a folder.
   *
   * @param tell is told where a file is damaged or cannot be written
   */
  public static PreparedCache in(Path folder, Consumer<String> tell) {
    return new PreparedCache(folder, tell);
  }

  /**
   * How a set is written.
   *
   * @param <T> the set
   */
  interface Form<T> {
    /** Sizes, and what is not numbers. */
    void describe(T set, ObjectNode description);

    void write(T set, DataOutputStream numbers) throws IOException;

    T read(JsonNode description, ByteBuffer numbers);
  }

  /**
   * Prepares a set.
   *
   * @param <T> the set
   */
  @FunctionalInterface
  interface Preparation<T> {
    T prepare(LeftOut leftOut) throws IOException;
  }

  /**
   * A set from its file, or prepared and kept. What was left out of it is left out of it again.
   *
   * @param what it is, in a word; the beginning of the file's name
   * @param source SHA-256 of all that it is made from
   */
  <T> T get(String what, String source, Form<T> form, LeftOut leftOut, Preparation<T> preparation)
      throws IOException {
    if (folder == null) {
      return preparation.prepare(leftOut);
    }
    String key =
        FileDigest.ofText(String.join("\n", FORMAT, what, source, ProgramDigest.ofPreparation()));
    Path file = folder.resolve(what + "-" + key.substring(0, 16) + ".prepared");
    Optional<T> kept = read(file, key, form, leftOut);
    if (kept.isPresent()) {
      return kept.get();
    }
    LeftOut ofThis = leftOut.likeThis();
    T set = preparation.prepare(ofThis);
    leftOut.addAll(ofThis);
    try {
      write(file, key, form, set, ofThis);
    } catch (CannotWriteException e) {
      tell.accept(e.getMessage() + " The prepared data are used but not kept.");
    }
    return set;
  }

  private <T> Optional<T> read(Path file, String key, Form<T> form, LeftOut leftOut)
      throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      if (!isWhole(all)) {
        tell.accept(file + " is damaged and is made anew");
        return Optional.empty();
      }
      byte[] description = new byte[all.getInt()];
      all.get(description);
      JsonNode said = JSON.readTree(description);
      if (!said.path("key").asText().equals(key)) {
        tell.accept(file + " holds something else and is made anew");
        return Optional.empty();
      }
      if (!leftOut.accepts(said.path("leftOut"))) {
        return Optional.empty();
      }
      return Optional.of(form.read(said, all));
    }
  }

  private static boolean isWhole(ByteBuffer all) {
    if (all.capacity() < SEAL_BYTES + Integer.BYTES) {
      return false;
    }
    MessageDigest digest = FileDigest.sha256();
    digest.update(all.slice(0, all.capacity() - SEAL_BYTES));
    byte[] seal = new byte[SEAL_BYTES];
    all.get(all.capacity() - SEAL_BYTES, seal);
    return MessageDigest.isEqual(seal, digest.digest());
  }

  private static <T> void write(Path file, String key, Form<T> form, T set, LeftOut leftOut)
      throws IOException {
    ObjectNode description = JSON.createObjectNode();
    description.put("key", key);
    leftOut.describe(description.putObject("leftOut"));
    form.describe(set, description);
    byte[] said = JSON.writeValueAsBytes(description);
    WholeFile.write(
        file,
        out -> {
          DigestOutputStream digested = new DigestOutputStream(out, FileDigest.sha256());
          DataOutputStream numbers = new DataOutputStream(digested);
          numbers.writeInt(said.length);
          numbers.write(said);
          form.write(set, numbers);
          numbers.flush();
          out.write(digested.getMessageDigest().digest());
        });
  }

  /** The floats of rows, one row after another. */
  static void writeRows(float[][] rows, DataOutputStream out) throws IOException {
    for (float[] row : rows) {
      ByteBuffer buffer = ByteBuffer.allocate(row.length * Float.BYTES);
      buffer.asFloatBuffer().put(row);
      out.write(buffer.array());
    }
  }

  /** Rows of floats as {@link #writeRows} wrote them. */
  static float[][] readRows(ByteBuffer numbers, int rows, int columns) {
    float[][] read = new float[rows][columns];
    var floats = numbers.asFloatBuffer();
    for (float[] row : read) {
      floats.get(row);
    }
    numbers.position(numbers.position() + rows * columns * Float.BYTES);
    return read;
  }

  static ArrayNode array(ObjectNode in, String name, int[] values) {
    ArrayNode array = in.putArray(name);
    for (int value : values) {
      array.add(value);
    }
    return array;
  }

  static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }
}
