package org.einthoven.cli.models;

import org.einthoven.inference.ModelName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code ID/VERSION} from a command line. */
final class NameConverter implements ITypeConverter<ModelName> {

  @Override
  public ModelName convert(String text) {
    try {
      return ModelName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
