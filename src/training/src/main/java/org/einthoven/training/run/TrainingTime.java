package org.einthoven.training.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * How long something was trained.
 *
 * @param processorSeconds of all threads of the process: what it cost, however busy the machine was
 * @param wallSeconds by the clock
 */
public record TrainingTime(double processorSeconds, double wallSeconds) {

  /** No time at all. */
  public static final TrainingTime NONE = new TrainingTime(0, 0);

  private static final double NANOSECONDS = 1e9;

  /** What the process has used so far, from an arbitrary origin: only differences mean anything. */
  public static TrainingTime soFar() {
    return new TrainingTime(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
            / NANOSECONDS,
        System.nanoTime() / NANOSECONDS);
  }

  /** This and another time together. */
  public TrainingTime plus(TrainingTime other) {
    return new TrainingTime(
        processorSeconds + other.processorSeconds, wallSeconds + other.wallSeconds);
  }

  /** From an earlier reading to this one. */
  TrainingTime since(TrainingTime earlier) {
    return new TrainingTime(
        processorSeconds - earlier.processorSeconds, wallSeconds - earlier.wallSeconds);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeDouble(processorSeconds);
    out.writeDouble(wallSeconds);
  }

  static TrainingTime read(DataInputStream in) throws IOException {
    return new TrainingTime(in.readDouble(), in.readDouble());
  }
}
