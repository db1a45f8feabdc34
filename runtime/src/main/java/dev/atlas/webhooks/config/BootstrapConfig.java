package dev.atlas.webhooks.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is created once, when the database is empty. Each part may be absent.
 *
 * @param workspace the name of the first workspace
 * @param admin who may log in to it
 * @param apiKey a key of its HTTP API
 */
public record BootstrapConfig(@Nullable String workspace, @Nullable Admin admin, @Nullable Secret apiKey) {
    private static final Pattern API_KEY = Pattern.compile("atlas_sk_[A-Za-z0-9_-]{8,128}");

    /** The first member. */
    public record Admin(String email, Secret password) {}

    static BootstrapConfig read(SettingsReader in) {
        String email = in.readOptional(Setting.BOOTSTRAP_ADMIN_EMAIL, Values::mailAddress);
        String password = in.readOptional(Setting.BOOTSTRAP_ADMIN_PASSWORD, Values.text(8, 1024));
        in.requireTogether(Setting.BOOTSTRAP_ADMIN_EMAIL, Setting.BOOTSTRAP_ADMIN_PASSWORD);
        String workspace = in.readOptional(Setting.BOOTSTRAP_WORKSPACE, Values.text(1, 100));
        String apiKey = in.readOptional(Setting.BOOTSTRAP_API_KEY, Values.matching(API_KEY));
        return new BootstrapConfig(
                workspace,
                email == null || password == null ? null : new Admin(email, new Secret(password)),
                apiKey == null ? null : new Secret(apiKey));
    }
}
