package org.einthoven.server.store.index;

import java.math.BigDecimal;
import java.util.List;

/**
 * Writes circles on the earth as SQL: a box that the index of numbers finds, and in it the distance
 * by the great circle (haversine formula on a sphere of the mean radius, which is within 0.6 % of
 * the ellipsoid).
 */
final class NearSql {

  /** The mean radius of the earth (IUGG), metres. */
  private static final double RADIUS = 6_371_008.8;

  /** Degrees by which the box is larger, for what rounding takes. */
  private static final double MARGIN = 1e-9;

  private final StringBuilder sql;
  private final List<Object> bound;

  NearSql(StringBuilder sql, List<Object> bound) {
    this.sql = sql;
    this.bound = bound;
  }

  /** What the latitude {@code e.value} and the longitude {@code o.value} must meet. */
  void circle(Criterion.Circle circle) {
    double angle = circle.metres() / RADIUS;
    double high = Math.toDegrees(angle) + MARGIN;
    sql.append("(e.value between ? and ?");
    bound.add(BigDecimal.valueOf(circle.latitude() - high));
    bound.add(BigDecimal.valueOf(circle.latitude() + high));
    // Around a pole every longitude is near.
    if (Math.abs(circle.latitude()) + high < 90) {
      double wide =
          Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(circle.latitude()))))
              + MARGIN;
      longitudes(circle.longitude() - wide, circle.longitude() + wide);
    }
    sql.append(" and 2 * ? * asin(sqrt(least(1, power(sin(radians(e.value::float8 - ?) / 2), 2)");
    bound.add(RADIUS);
    bound.add(circle.latitude());
    sql.append(" + cos(radians(?)) * cos(radians(e.value::float8))");
    bound.add(circle.latitude());
    sql.append(" * power(sin(radians(o.value::float8 - ?) / 2), 2)))) <= ?)");
    bound.add(circle.longitude());
    bound.add(circle.metres());
  }

  /** Beyond 180 degrees the earth goes on at the other end. */
  private void longitudes(double west, double east) {
    sql.append(" and (o.value between ? and ? or o.value <= ? or o.value >= ?)");
    bound.add(BigDecimal.valueOf(west));
    bound.add(BigDecimal.valueOf(east));
    bound.add(BigDecimal.valueOf(east - 360));
    bound.add(BigDecimal.valueOf(west + 360));
  }
}
