package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.faults.Disturbance.Kind;
import dev.atlas.webhooks.benchmarks.faults.Journal.Entry;
import dev.atlas.webhooks.benchmarks.faults.Journal.Fate;
import dev.atlas.webhooks.benchmarks.faults.State.Delivery;
import dev.atlas.webhooks.benchmarks.faults.State.Log;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.identity.DeliveryId;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Holds what publishers and receivers have seen against what was promised. */
final class Checks {
    private static final long ONE_SECOND = 1_000_000_000L;

    private final Journal journal;
    private final List<Disturbance> disturbances;
    private final Findings findings = new Findings();
    private final Map<String, String> names = new HashMap<>();
    private final Map<Target, List<Receipt>> receipts;

    private Checks(Journal journal, List<Receipt> receipts, List<Disturbance> disturbances) {
        this.journal = journal;
        this.disturbances = disturbances;
        receipts.forEach(receipt -> names.put(receipt.event(), receipt.name()));
        this.receipts = receipts.stream()
                .sorted(Comparator.comparingLong(Receipt::start))
                .collect(Collectors.groupingBy(Receipt::target));
    }

    static Findings of(
            Journal journal,
            List<Receipt> receipts,
            State state,
            List<Disturbance> disturbances,
            List<CaughtMail> mails)
            throws IOException, InterruptedException {
        Checks checks = new Checks(journal, receipts, disturbances);
        checks.findings.count("events at their publishers", journal.counts());
        for (Kind kind : Kind.values()) {
            checks.findings.count(kind.name(), checks.count(kind));
        }
        checks.findings.count("requests at the receivers", receipts.size());
        state.read().forEach(checks::check);
        checks.duplicates(receipts, state);
        disturbances.stream()
                .filter(each -> each.kind() == Kind.STOP)
                .forEach(stop -> checks.findings.expect(
                        stop.inFlight().isEmpty(), "a clean stop left in flight " + stop.inFlight()));
        MailCheck mailCheck = new MailCheck(mails);
        mailCheck.check(checks.findings, checks.count(Kind.KILL));
        checks.findings.expect(
                !mailCheck.toldOfPause(Target.CHOOSY) || checks.diedWithoutSuccess(Target.CHOOSY),
                Target.CHOOSY + " was paused, though it took other events meanwhile");
        return checks.findings;
    }

    /** Committed events that the endpoint which gets all has not taken yet. */
    static List<String> missing(Journal journal, List<Receipt> receipts) {
        Set<String> taken = receipts.stream()
                .filter(receipt -> receipt.target() == Target.STEADY && receipt.accepted())
                .map(Receipt::name)
                .collect(Collectors.toSet());
        return journal.entries().stream()
                .filter(entry -> entry.fate() == Fate.COMMITTED)
                .map(entry -> entry.event().name())
                .filter(name -> !taken.contains(name))
                .toList();
    }

    private long count(Kind kind) {
        return disturbances.stream().filter(each -> each.kind() == kind).count();
    }

    private void check(Target target, Log log) {
        findings.count(
                "deliveries to " + target,
                log.deliveries().stream().collect(Collectors.groupingBy(Delivery::status, Collectors.counting())));
        everyEventOnce(target, log);
        findings.expect(
                log.deliveries().stream()
                        .map(Delivery::sequence)
                        .sorted()
                        .toList()
                        .equals(LongStream.rangeClosed(1, log.lastSequence())
                                .boxed()
                                .toList()),
                "%s: sequences have gaps or repeats up to %d".formatted(target, log.lastSequence()));
        findings.expect(
                log.status().equals(target.staysPaused() ? "paused" : "active"),
                "%s is %s".formatted(target, log.status()));
        Set<Long> taken = receipts.getOrDefault(target, List.of()).stream()
                .filter(Receipt::accepted)
                .map(Receipt::sequence)
                .collect(Collectors.toSet());
        log.deliveries().forEach(delivery -> rightEnd(target, delivery, taken.contains(delivery.sequence())));
        sameBodies(target);
        if (target == Target.SERIAL) {
            neverOvertaken(receipts.getOrDefault(target, List.of()));
        }
    }

    /**
     * Whether a delivery was given up and nothing else taken since its first attempt, which pauses by the rules: so may poison
     * that a dead node's lease has kept. Of its requests only the last were settled as attempts, and so was of what was taken.
     */
    private boolean diedWithoutSuccess(Target target) {
        Map<Long, List<Receipt>> bySequence =
                receipts.getOrDefault(target, List.of()).stream().collect(Collectors.groupingBy(Receipt::sequence));
        List<Receipt> settled = bySequence.values().stream()
                .flatMap(requests -> requests.stream().filter(Receipt::accepted).reduce((first, last) -> last).stream())
                .toList();
        return bySequence.values().stream()
                .filter(requests -> requests.stream().noneMatch(Receipt::accepted))
                .anyMatch(requests -> {
                    Receipt first = requests.get(Math.max(0, requests.size() - FaultRun.ATTEMPTS));
                    Receipt last = requests.get(requests.size() - 1);
                    return settled.stream()
                            .noneMatch(other -> other.end() >= first.start() && other.start() <= last.end());
                });
    }

    /** Each event that was committed and matches has one delivery; no other has any. */
    private void everyEventOnce(Target target, Log log) {
        Set<String> delivered = new HashSet<>();
        for (Delivery delivery : log.deliveries()) {
            String name = names.getOrDefault(delivery.event(), "an event nobody got: " + delivery.event());
            Entry entry = journal.find(name);
            findings.expect(delivered.add(name), "%s: two deliveries of %s".formatted(target, name));
            findings.expect(
                    entry != null && entry.fate() != Fate.ROLLED_BACK && target.wants(entry.event()),
                    "%s: a delivery of %s (%s), which it must not get"
                            .formatted(target, name, entry == null ? "known to no publisher" : entry.fate()));
        }
        for (Entry entry : journal.entries()) {
            findings.expect(
                    entry.fate() != Fate.COMMITTED
                            || !target.wants(entry.event())
                            || delivered.contains(entry.event().name()),
                    "%s: no delivery of %s".formatted(target, entry));
        }
    }

    private void rightEnd(Target target, Delivery delivery, boolean taken) {
        Entry entry = journal.find(names.getOrDefault(delivery.event(), ""));
        boolean poison = entry != null && entry.event().poison();
        String status = delivery.status();
        boolean right =
                switch (target) {
                    case STEADY, FILTERED, FAR, MOODY, SERIAL -> status.equals("delivered");
                    case CHOOSY -> status.equals(poison ? "dead" : "delivered");
                    case BROKEN -> status.equals("dead") || status.equals("delivered");
                    case REFUSING, NAMELESS, LEAVING -> status.equals("dead") || status.equals("held");
                };
        findings.expect(right, "%s: %s ends %s".formatted(target, delivery, status));
        findings.expect(
                status.equals("delivered") == taken, "%s: %s, but taken: %s".formatted(target, delivery, taken));
        if (status.equals("dead")) {
            boolean gone = target == Target.LEAVING;
            findings.expect(
                    delivery.deadReason().equals(gone ? "gone" : "exhausted")
                            && delivery.attempts() == (gone ? 1 : FaultRun.ATTEMPTS),
                    "%s: dead for another reason, or after another number of attempts: %s".formatted(target, delivery));
        }
    }

    private void sameBodies(Target target) {
        Map<Long, String> bodies = new HashMap<>();
        for (Receipt receipt : receipts.getOrDefault(target, List.of())) {
            String first = bodies.putIfAbsent(receipt.sequence(), receipt.body());
            findings.expect(
                    first == null || first.equals(receipt.body()),
                    "%s: attempts of sequence %d differ".formatted(target, receipt.sequence()));
        }
    }

    /** No attempt begins before every lower sequence was taken. */
    private void neverOvertaken(List<Receipt> inOrder) {
        long next = 1;
        Map<Long, Long> takenAt = new HashMap<>();
        inOrder.stream()
                .filter(Receipt::accepted)
                .forEach(receipt -> takenAt.merge(receipt.sequence(), receipt.end(), Math::min));
        for (Receipt receipt : inOrder) {
            while (next < receipt.sequence()) {
                Long end = takenAt.get(next);
                findings.expect(
                        end != null && end <= receipt.start(),
                        "sequence %d overtakes %d".formatted(receipt.sequence(), next));
                next++;
            }
        }
    }

    /**
     * What was taken twice must have been in flight on a node when that was killed or frozen for long, once for each time,
     * unless its sender did not see the first answer in time.
     */
    private void duplicates(List<Receipt> all, State state) throws IOException, InterruptedException {
        Map<String, List<Receipt>> taken = all.stream()
                .filter(Receipt::accepted)
                .sorted(Comparator.comparingLong(Receipt::start))
                .collect(Collectors.groupingBy(Receipt::delivery));
        Map<Disturbance, Set<Long>> excusable = new HashMap<>();
        disturbances.stream()
                .filter(Disturbance::losesAttempts)
                .forEach(each -> excusable.put(each, new HashSet<>(each.inFlight())));
        long most = excusable.values().stream().mapToLong(Set::size).sum();
        long lost = 0;
        long late = 0;
        for (List<Receipt> same : taken.values()) {
            for (int i = 1; i < same.size(); i++) {
                Receipt before = same.get(i - 1);
                Receipt repeat = same.get(i);
                if (repeat.attempt() > before.attempt() && state.wasUnanswered(before.delivery(), before.attempt())) {
                    late++;
                } else {
                    lost++;
                    findings.expect(
                            excused(before, repeat, excusable),
                            before.twice(repeat) + ", though it was in flight nowhere");
                }
            }
        }
        findings.count("taken twice after a kill or long freeze, of at most", lost + ", " + most);
        findings.count("taken twice after a late answer", late);
    }

    private static boolean excused(Receipt before, Receipt repeat, Map<Disturbance, Set<Long>> excusable) {
        Long delivery = DeliveryId.parse(before.delivery()).value();
        return excusable.entrySet().stream()
                .filter(each -> each.getKey().at() > before.start() - ONE_SECOND
                        && each.getKey().at() < repeat.start())
                .anyMatch(each -> each.getValue().remove(delivery));
    }
}
