package dev.atlas.webhooks.admin;

/**
 * What a signature turned out to be.
 *
 * @param verdict the most that can be said
 * @param title in a few words
 * @param detail what to do about it, in a sentence or two
 */
public record SignatureFinding(Verdict verdict, String title, String detail) {

    /** How a receiver should take the request. */
    public enum Verdict {
        /** Genuine and in time. */
        GOOD,
        /** Genuine, but a careful receiver refuses it. */
        DOUBTFUL,
        /** Not genuine as it stands; the finding says what was changed or mixed up, if that can be told. */
        BAD
    }

    static SignatureFinding good(String title, String detail) {
        return new SignatureFinding(Verdict.GOOD, title, detail);
    }

    static SignatureFinding doubtful(String title, String detail) {
        return new SignatureFinding(Verdict.DOUBTFUL, title, detail);
    }

    static SignatureFinding bad(String title, String detail) {
        return new SignatureFinding(Verdict.BAD, title, detail);
    }
}
