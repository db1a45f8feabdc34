package dev.atlas.webhooks.publish;

/**
 * The shown form of a workspace's number: {@code ws_} and 13 characters of Crockford base32.
 *
 * @see <a href="https://www.crockford.com/base32.html">Crockford base32</a>
 */
final class WorkspaceId {
    private static final String PREFIX = "ws_";
    private static final int LENGTH = 13;
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private WorkspaceId() {}

    /** Lower case and Crockford's look-alikes (O, I, L) are accepted. */
    static long numberOf(String id) {
        if (!id.startsWith(PREFIX) || id.length() != PREFIX.length() + LENGTH) {
            throw wanted(id);
        }
        long number = 0;
        for (int i = PREFIX.length(); i < id.length(); i++) {
            int digit = DIGITS.indexOf(plain(id.charAt(i)));
            if (digit < 0 || number > Long.MAX_VALUE >> 5) {
                throw wanted(id);
            }
            number = number << 5 | digit;
        }
        if (number == 0) {
            throw wanted(id);
        }
        return number;
    }

    private static char plain(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }

    private static IllegalArgumentException wanted(String id) {
        return new IllegalArgumentException(
                "a workspace's id is ws_ followed by 13 characters, for example ws_0000000000100, not '" + id + "'");
    }
}
