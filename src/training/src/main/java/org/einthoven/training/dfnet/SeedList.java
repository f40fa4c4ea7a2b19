package org.einthoven.training.dfnet;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds as they are given on a command line: {@code 1,4,9}, or {@code 5} for the first five.
 *
 * @param seeds each once
 */
record SeedList(List<Long> seeds) {

  /** Reads a list. */
  static final class Converter implements ITypeConverter<SeedList> {
    @Override
    public SeedList convert(String text) {
      try {
        if (!text.contains(",")) {
          long count = Long.parseLong(text.strip());
          if (count < 1) {
            throw new TypeConversionException("at least one seed is needed");
          }
          return new SeedList(LongStream.rangeClosed(1, count).boxed().toList());
        }
        List<Long> seeds =
            Stream.of(text.split(",", -1)).map(String::strip).map(Long::valueOf).toList();
        if (seeds.stream().distinct().count() < seeds.size()) {
          throw new TypeConversionException("a seed stands twice");
        }
        return new SeedList(seeds);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("seeds are numbers with commas between, or their count");
      }
    }
  }
}
