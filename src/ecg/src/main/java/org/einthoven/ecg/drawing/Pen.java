package org.einthoven.ecg.drawing;

/**
 * What a line is drawn with; its ends and joins are round.
 *
 * @param ink the colour
 * @param widthMillimetres how wide, above 0
 */
public record Pen(Ink ink, double widthMillimetres) {}
