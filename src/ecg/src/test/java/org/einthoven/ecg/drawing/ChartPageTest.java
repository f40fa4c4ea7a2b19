package org.einthoven.ecg.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartPageTest {

  private static final PageText TEXT =
      new PageText("Title", "preliminary", List.of(), List.of("A note."));

  @Test
  void drawsValuesToScaleAndCutsThemAtTheAxes() {
    Drawing page = draw(new Chart.Boxes(new double[] {0, 0, 5, 50, 5, 0, 20, 400}, Ink.TRACE, ""));

    List<Mark.Filled> boxes =
        page.marks().stream()
            .filter(Mark.Filled.class::isInstance)
            .map(Mark.Filled.class::cast)
            .toList();
    assertThat(boxes).hasSize(2);
    double[] half = boxes.get(0).corners();
    double[] cut = boxes.get(1).corners();
    assertThat(height(cut)).isEqualTo(2 * height(half));
    assertThat(width(cut)).isEqualTo(width(half));
  }

  @Test
  void partsALineWhereAValueIsMissingAndKeepsALonelyOneAsADot() {
    double nan = Double.NaN;
    Drawing page =
        draw(
            new Chart.Curve(
                new double[] {0, 1, 1, 2, 2, nan, 3, 4, 4, nan, 5, 6, 6, 7}, 0.3, Ink.TRACE, "c"));

    assertThat(page.marks().stream().filter(Mark.Polyline.class::isInstance)).hasSize(2);
    assertThat(page.marks())
        .anySatisfy(
            mark -> {
              assertThat(mark).isInstanceOf(Mark.Lines.class);
              double[] ends = ((Mark.Lines) mark).ends();
              assertThat(ends).hasSize(4);
              assertThat(ends[0]).isEqualTo(ends[2]);
              assertThat(ends[1]).isEqualTo(ends[3]);
            });
  }

  @Test
  void namesEveryLayerInWordsAndFramesThePageAsATracing() {
    Drawing page = draw(new Chart.Boxes(new double[] {0, 0, 5, 50}, Ink.TRACE, "what it is"));

    assertThat(page.widthMillimetres()).isEqualTo(297);
    assertThat(page.heightMillimetres()).isEqualTo(210);
    assertThat(SvgRenderer.render(page))
        .contains(">Title<", ">preliminary<", ">what it is<", ">A note.<", ">Chart<", ">ten<");
  }

  private static Drawing draw(Chart.Layer layer) {
    Chart chart =
        new Chart(
            "Chart",
            new Chart.Axis(0, 10, List.of(new Chart.Tick(10, "ten"))),
            new Chart.Axis(0, 100, List.of()),
            List.of(layer));
    return ChartPage.draw(TEXT, "caption", List.of(new ChartPage.Row(1, List.of(chart))));
  }

  private static double height(double[] corners) {
    return Math.round(1000 * Math.abs(corners[5] - corners[1]));
  }

  private static double width(double[] corners) {
    return Math.round(1000 * Math.abs(corners[2] - corners[0]));
  }
}
