package dev.atlas.webhooks.dsl;

import java.util.List;

/**
 * What a filter would have done to past events.
 *
 * @param events          how many were looked at
 * @param matched         how many would have passed
 * @param perDay          expected deliveries a day: what passed, over the time that the events stand for
 * @param admittedMissing how many passed only because a negative test met a missing field
 * @param gained          how many pass now and did not before
 * @param lost            how many passed before and do not now
 * @param samples         some that passed
 * @param nearMisses      some that failed by one condition only, with the reason
 * @param gainedSamples   some of the gained
 * @param lostSamples     some of the lost, with the reason
 */
public record Backtest(
        long events,
        long matched,
        double perDay,
        long admittedMissing,
        long gained,
        long lost,
        List<Sample> samples,
        List<Sample> nearMisses,
        List<Sample> gainedSamples,
        List<Sample> lostSamples) {

    public Backtest {
        samples = List.copyOf(samples);
        nearMisses = List.copyOf(nearMisses);
        gainedSamples = List.copyOf(gainedSamples);
        lostSamples = List.copyOf(lostSamples);
    }

    /** One event, and why it passed or not. */
    public record Sample(String id, String type, String why) {}
}
