package dev.atlas.webhooks.identity;

import java.math.BigInteger;

/**
 * How ids are shown: a prefix and 26 characters of Crockford base32 that hold the number (time-ordered, so ids sort by
 * age) and then the workspace, so that an id alone says which workspace, and so which shard, to ask.
 *
 * @see <a href="https://www.crockford.com/base32.html">Crockford base32</a>
 */
final class PublicId {
    static final int LENGTH = 26;

    private static final int BITS = 5;

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final BigInteger LONG_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** The two numbers an id holds. */
    record Parts(long number, WorkspaceId workspace) {}

    private PublicId() {}

    static String format(String prefix, WorkspaceId workspace, long number) {
        return prefix + encode(number, workspace.value(), LENGTH);
    }

    /**
     * Reads what {@link #format} wrote; lower case and Crockford's look-alikes (O, I, L) are accepted.
     *
     * @throws IllegalArgumentException when the text is not such an id; the message is fit for a user
     */
    static Parts parse(String prefix, String text) {
        BigInteger both = decode(prefix, text, LENGTH);
        long number = both.shiftRight(64).longValue();
        long workspace = both.and(LONG_MASK).longValue();
        if (both.bitLength() > 127 || workspace <= 0) {
            throw new IllegalArgumentException(wanted(prefix, LENGTH, text));
        }
        return new Parts(number, new WorkspaceId(workspace));
    }

    /** The last {@code length} digits of the 128-bit number. */
    static String encode(long high, long low, int length) {
        char[] out = new char[length];
        for (int i = 0; i < length; i++) {
            int shift = BITS * (length - 1 - i);
            long bits = shift >= Long.SIZE ? high >>> (shift - Long.SIZE) : low >>> shift;
            if (shift < Long.SIZE && shift > Long.SIZE - BITS) {
                bits |= high << (Long.SIZE - shift);
            }
            out[i] = DIGITS.charAt((int) bits & 31);
        }
        return new String(out);
    }

    static BigInteger decode(String prefix, String text, int length) {
        if (!text.startsWith(prefix) || text.length() != prefix.length() + length) {
            throw new IllegalArgumentException(wanted(prefix, length, text));
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = prefix.length(); i < text.length(); i++) {
            int digit = DIGITS.indexOf(plain(text.charAt(i)));
            if (digit < 0) {
                throw new IllegalArgumentException(wanted(prefix, length, text));
            }
            value = value.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        return value;
    }

    private static char plain(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }

    private static String wanted(String prefix, int length, String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return "'%s' is not an id of the form %s followed by %d characters".formatted(shown, prefix, length);
    }
}
