package dev.atlas.webhooks.config;

import org.jspecify.annotations.Nullable;

/**
 * The keys that encrypt endpoint secrets at rest.
 *
 * @param current encrypts and decrypts
 * @param previous only decrypts, while the master key is being changed; null otherwise
 */
public record MasterKeys(MasterKey current, @Nullable MasterKey previous) {

    /** Null after a problem. */
    static @Nullable MasterKeys read(SettingsReader in) {
        MasterKey current = in.readOptional(Setting.MASTER_KEY, MasterKey::parse);
        MasterKey previous = in.readOptional(Setting.MASTER_KEY_PREVIOUS, MasterKey::parse);
        if (!in.isSet(Setting.MASTER_KEY)) {
            in.problem(Setting.MASTER_KEY, "without it endpoint secrets cannot be encrypted");
        }
        if (current != null && current.equals(previous)) {
            in.problem(Setting.MASTER_KEY_PREVIOUS, "it is the same as atlas.master-key");
        }
        return current == null ? null : new MasterKeys(current, previous);
    }
}
