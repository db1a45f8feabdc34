package dev.atlas.webhooks.endpoint;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in the form of PEM (RFC 7468): blocks of base64 between lines that say what they hold. Pure functions. */
public final class PemText {
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemText() {}

    /** What stands between one pair of such lines; the label is, for one, {@code CERTIFICATE}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Block(String label, byte[] bytes) {}

    /** The blocks in their order; what stands around them does not count, nor does a block that is not base64. */
    public static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text);
        while (found.find()) {
            try {
                blocks.add(new Block(
                        found.group(1),
                        Base64.getDecoder().decode(found.group(2).replaceAll("\\s", ""))));
            } catch (IllegalArgumentException notBase64) {
                // Then it is not there; its reader says what is missing.
            }
        }
        return blocks;
    }

    static String of(Block block) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(block.bytes());
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(block.label(), base64, block.label());
    }
}
