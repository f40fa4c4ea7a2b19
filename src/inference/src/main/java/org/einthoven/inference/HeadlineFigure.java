package org.einthoven.inference;

/**
 * One of the few measured figures by which a model is known; the card has them all.
 *
 * @param name of the figure, such as {@code V F1} or {@code infarction AUC}
 * @param value as measured
 * @param unit {@code %}, or {@code 1} for a figure without unit
 * @param dataSet on whose patients it was measured, such as {@code MIT-BIH DS2}
 * @param protocol how: the split, and what was given to the model
 */
public record HeadlineFigure(
    String name, double value, String unit, String dataSet, String protocol) {}
