package dev.tablecast.bench.growth;

import java.util.List;

/**
 * The line that is nearest to points, by least squares.
 *
 * @param determination R²: 1 where all points lie on it
 */
record Line(double intercept, double slope, double determination) {
    record Point(double x, double y) {}

    /**
     * @throws IllegalArgumentException if all points have the same x
     */
    static Line through(List<Point> points) {
        double x = points.stream().mapToDouble(Point::x).average().orElse(0);
        double y = points.stream().mapToDouble(Point::y).average().orElse(0);
        double xx = points.stream().mapToDouble(p -> (p.x() - x) * (p.x() - x)).sum();
        double xy = points.stream().mapToDouble(p -> (p.x() - x) * (p.y() - y)).sum();
        double yy = points.stream().mapToDouble(p -> (p.y() - y) * (p.y() - y)).sum();
        if (xx == 0) {
            throw new IllegalArgumentException(
                    "a line needs points at two places; there are " + points);
        }
        double slope = xy / xx;
        return new Line(y - slope * x, slope, yy == 0 ? 1 : xy * xy / (xx * yy));
    }
}
