package org.einthoven.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.document.PdfRenderer;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.PageText;
import org.einthoven.ecg.drawing.SvgRenderer;
import org.einthoven.ecg.drawing.TracingPage;
import org.einthoven.ecg.recording.Recording;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One page of twelve leads, 10 s at 500 Hz. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TracingPageBenchmark {

  private static final PageText TEXT =
      new PageText("Benchmark", "preliminary, not signed", List.of(), List.of("A note."));

  private final Recording recording = Material.recording(1, 10);
  private final Drawing page = page();

  /** For JMH. */
  public TracingPageBenchmark() {}

  private Drawing page() {
    return TracingPage.draw(recording, TEXT, List.of(), List.of(), PageSettings.standard());
  }

  /** The display list. */
  @Benchmark
  public Drawing draw() {
    return page();
  }

  /** A display list as SVG. */
  @Benchmark
  public String svg() {
    return SvgRenderer.render(page);
  }

  /** A display list as PDF. */
  @Benchmark
  public byte[] pdf() {
    return PdfRenderer.render(page);
  }
}
