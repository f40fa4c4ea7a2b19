package org.einthoven.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/**
 * The files of a model folder. What is missing, not understood or not what the manifest names is
 * refused with the folder and the reason.
 *
 * @param folder that holds them
 */
public record ModelFiles(ModelFolder folder) {

  /** The graph with its weights. */
  public static final String WEIGHTS = "model.onnx";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The bytes of a file.
   *
   * @throws ModelRefusedException where it cannot be read
   */
  public byte[] read(String file) {
    try {
      return folder.read(file);
    } catch (IOException e) {
      throw refused(file + " cannot be read", e);
    }
  }

  /**
   * What a JSON file says.
   *
   * @throws ModelRefusedException where it is not of that type
   */
  public <T> T parse(String file, byte[] bytes, Class<T> type) {
    try {
      T parsed = JSON.readValue(bytes, type);
      if (parsed == null) {
        throw refused(file + " is empty");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      throw refused(file + " is not understood", e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  /**
   * Reads every file and compares its SHA-256.
   *
   * @param hashes 64 lower-case hexadecimal digits, by the name of the file
   * @param needed files that must be among them
   * @throws ModelRefusedException with the first file that is missing or differs
   */
  public void check(Map<String, String> hashes, String... needed) {
    for (String file : needed) {
      if (!hashes.containsKey(file)) {
        throw refused("its manifest gives no hash of " + file);
      }
    }
    hashes.forEach(
        (file, hash) -> {
          String found = Sha256.of(read(file));
          if (!found.equals(hash)) {
            throw refused(file + " has SHA-256 " + found + ", the manifest says " + hash);
          }
        });
  }

  /** The refusal of the folder for a reason. */
  public ModelRefusedException refused(String why) {
    return new ModelRefusedException(words(why));
  }

  private ModelRefusedException refused(String why, Exception cause) {
    return new ModelRefusedException(words(why), cause);
  }

  private String words(String why) {
    return "The model in " + folder.location() + " is refused: " + why;
  }
}
