package dev.atlas.webhooks.web.filter;

import dev.atlas.webhooks.dsl.Backtest;
import java.util.List;
import java.util.Locale;

/**
 * A back-test as the laboratory shows it.
 *
 * @param days how far it looked back
 * @param compared whether there is a live rule to compare with
 */
public record BacktestView(Backtest result, int days, boolean compared) {

    /** One list of samples under a heading. */
    public record Group(String title, String hint, String tone, long count, List<Backtest.Sample> samples) {}

    /** How many of a hundred events match. */
    public String share() {
        double share = result.events() == 0 ? 0 : 100.0 * result.matched() / result.events();
        return String.format(Locale.ROOT, share > 0 && share < 10 ? "%.1f %%" : "%.0f %%", share);
    }

    /** For the bar: of a thousand events. */
    public long matchedOfThousand() {
        return result.events() == 0 ? 0 : 1000 * result.matched() / result.events();
    }

    /** What differs first, then what nearly matched, then what matches. */
    public List<Group> groups() {
        Group gained = new Group(
                "Gained", "would be sent now, were not before", "good", result.gained(), result.gainedSamples());
        Group lost =
                new Group("Lost", "were sent before, would not be now", "bad", result.lost(), result.lostSamples());
        Group near = new Group(
                "Near misses",
                "failed by one condition only",
                "warn",
                result.nearMisses().size(),
                result.nearMisses());
        Group matched = new Group("Matched", "would be sent", "plain", result.matched(), result.samples());
        List<Group> all = compared ? List.of(gained, lost, near, matched) : List.of(near, matched);
        return all.stream().filter(group -> !group.samples().isEmpty()).toList();
    }
}
