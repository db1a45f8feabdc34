package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.stats.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The attempts of a window as a row of small bars, what failed on top. Immutable.
 *
 * @param total of the whole window
 */
public record Sparkline(List<Bar> bars, Counts total) {
    /** How many bars there are. */
    public static final int BARS = 24;

    /** The greatest height of a bar. */
    public static final int HEIGHT = 20;

    public Sparkline {
        bars = List.copyOf(bars);
    }

    /** One bar; the rest of the height is empty. */
    public record Bar(int place, long delivered, long failed) {
        public long top() {
            return HEIGHT - delivered - failed;
        }
    }

    public static Sparkline of(List<StatsView.Point> points) {
        int each = Math.max(1, points.size() / BARS);
        List<Counts> sums = new ArrayList<>();
        for (int from = 0; from < points.size(); from += each) {
            Counts sum = Counts.NONE;
            for (StatsView.Point point : points.subList(from, Math.min(points.size(), from + each))) {
                sum = sum.plus(point.counts());
            }
            sums.add(sum);
        }
        long most = Math.max(1, sums.stream().mapToLong(Counts::attempts).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            bars.add(new Bar(
                    i, height(sums.get(i).delivered(), most), height(sums.get(i).failed(), most)));
        }
        return new Sparkline(bars, sums.stream().reduce(Counts.NONE, Counts::plus));
    }

    private static long height(long count, long most) {
        return count == 0 ? 0 : Math.max(1, HEIGHT * count / most);
    }

    /** How many of a hundred succeeded; a dash when there were none. */
    public String rate() {
        return rate(total);
    }

    /** Likewise of any counts; 100 % only when nothing failed. */
    public static String rate(Counts counts) {
        Double rate = counts.successRate();
        if (rate == null) {
            return "–";
        }
        double percent = counts.failed() == 0 ? 100 : Math.min(99.9, 100 * rate);
        return String.format(Locale.ROOT, percent >= 99.95 || percent == 0 ? "%.0f %%" : "%.1f %%", percent);
    }

    /** {@code good}, {@code warn} or {@code bad}; {@code plain} when there were no attempts. */
    public static String tone(Counts counts) {
        Double rate = counts.successRate();
        if (rate == null) {
            return "plain";
        }
        return rate >= 0.99 ? "good" : rate >= 0.9 ? "warn" : "bad";
    }
}
