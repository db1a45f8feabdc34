package dev.atlas.webhooks.web.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One sentence that survives a redirect: what the last action did, or why it did not.
 *
 * @param tone {@code good} or {@code bad}
 */
public record Flash(String tone, String text) {
    private static final int MAX_CHARS = 600;

    public Flash {
        text = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
    }

    public static Flash done(String text) {
        return new Flash("good", text);
    }

    public static Flash failed(String text) {
        return new Flash("bad", text);
    }

    /** Name of the sprite's icon. */
    public String icon() {
        return tone.equals("bad") ? "error" : "check";
    }

    String toCookie() {
        return tone + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cookie; empty for one that we did not write. */
    static Optional<Flash> ofCookie(String value) {
        int dot = value.indexOf('.');
        String tone = dot < 0 ? "" : value.substring(0, dot);
        if (!tone.equals("good") && !tone.equals("bad")) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(value.substring(dot + 1));
            return Optional.of(new Flash(tone, new String(text, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
