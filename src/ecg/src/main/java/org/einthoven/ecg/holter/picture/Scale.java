package org.einthoven.ecg.holter.picture;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.drawing.Chart;

/** An axis of counts from 0 up, with round steps. */
final class Scale {

  private static final int MOST_STEPS = 5;
  private static final int[] ROUND = {1, 2, 5};

  private Scale() {}

  static Chart.Axis upTo(int most) {
    int step = 1;
    int power = 1;
    for (int i = 1; (long) step * MOST_STEPS < most; i++) {
      power *= i % ROUND.length == 0 ? 10 : 1;
      step = ROUND[i % ROUND.length] * power;
    }
    int top = Math.max(1, (most + step - 1) / step) * step;
    List<Chart.Tick> ticks = new ArrayList<>();
    for (int at = 0; at <= top; at += step) {
      ticks.add(new Chart.Tick(at, Integer.toString(at)));
    }
    return new Chart.Axis(0, top, ticks);
  }
}
