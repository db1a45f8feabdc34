package dev.atlas.webhooks.admin;

/** What a change needs of the one who asks for it. */
public enum Permission {
    /** Endpoints, deliveries, replays, event types; seeing secrets. */
    CHANGE("change anything"),
    /** Members, API keys, the workspace itself, the audit log. */
    ADMINISTER("administer the workspace");

    private final String words;

    Permission(String words) {
        this.words = words;
    }

    /** As in "a viewer may not …". */
    public String words() {
        return words;
    }
}
