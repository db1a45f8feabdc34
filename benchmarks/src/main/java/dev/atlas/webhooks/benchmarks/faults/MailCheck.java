package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.embedded.CaughtMail;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the owners were told. */
record MailCheck(List<CaughtMail> mails) {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID:\\s*(\\S+)");
    private static final String PAUSED = "Endpoint paused:";
    private static final String DIED = "failed for good";

    /** Whether each owner of a paused endpoint has a mail, and the one of dead letters too. */
    static boolean complete(List<CaughtMail> mails) {
        MailCheck check = new MailCheck(mails);
        return Arrays.stream(Target.values())
                        .filter(Target::isPausedOnce)
                        .allMatch(target -> check.distinct(target, PAUSED) > 0)
                && check.distinct(Target.CHOOSY, DIED) + check.distinct(Target.CHOOSY, PAUSED) > 0;
    }

    void check(Findings findings, long kills) {
        long repeated =
                mails.size() - mails.stream().map(MailCheck::key).distinct().count();
        for (Target target : Target.values()) {
            long paused = distinct(target, PAUSED);
            long died = distinct(target, DIED);
            boolean choosy = target == Target.CHOOSY; // whether it was paused is for Checks to judge
            findings.expect(
                    choosy || paused == (target.isPausedOnce() ? 1 : 0),
                    "%s: %d mails about a pause".formatted(target, paused));
            // One at once, the next not within the hour; what pauses is told of with the pause.
            findings.expect(
                    choosy ? died == 1 || (died == 0 && paused > 0) : died == 0,
                    "%s: %d mails about dead letters".formatted(target, died));
        }
        findings.count("mails, of them sent twice", mails.size() + ", " + repeated);
        findings.expect(repeated <= kills, "%d mails were sent twice".formatted(repeated));
    }

    boolean toldOfPause(Target target) {
        return distinct(target, PAUSED) > 0;
    }

    private long distinct(Target target, String subject) {
        return mails.stream()
                .filter(mail ->
                        mail.to().contains(target.owner()) && mail.subject().contains(subject))
                .map(MailCheck::key)
                .distinct()
                .count();
    }

    /** The same for every copy of a mail. */
    private static String key(CaughtMail mail) {
        Matcher id = MESSAGE_ID.matcher(mail.source());
        return (id.find() ? id.group(1) : "none") + mail.to();
    }
}
