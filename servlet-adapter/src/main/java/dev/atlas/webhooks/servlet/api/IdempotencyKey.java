package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.servlet.json.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}. */
final class IdempotencyKey {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private IdempotencyKey() {}

    static void check(@Nullable String key) {
        if (key != null && !FORM.matcher(key).matches()) {
            throw Refusal.badHeader("Idempotency-Key", "must be 1 to 255 printable ASCII characters without spaces");
        }
    }
}
