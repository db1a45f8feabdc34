package dev.atlas.webhooks.web.page;

import java.util.Arrays;
import java.util.List;

/** The entries of the main navigation, in their order. */
public enum Section {
    OVERVIEW(Group.TRAFFIC, "Overview", "/", "overview"),
    ENDPOINTS(Group.TRAFFIC, "Endpoints", "/endpoints", "endpoint"),
    EVENTS(Group.TRAFFIC, "Events", "/events", "event"),
    DELIVERIES(Group.TRAFFIC, "Deliveries", "/deliveries", "delivery"),
    DEAD_LETTERS(Group.TRAFFIC, "Dead letters", "/dead-letters", "dead"),
    REPLAYS(Group.TRAFFIC, "Replays", "/replays", "replay"),
    EVENT_TYPES(Group.WORKSPACE, "Event types", "/event-types", "book"),
    ALERTS(Group.WORKSPACE, "Alerts", "/alerts", "bell"),
    SIGNATURES(Group.WORKSPACE, "Signature check", "/signatures", "code"),
    REFERENCE(Group.WORKSPACE, "HTTP API", "/reference", "link"),
    SETTINGS(Group.WORKSPACE, "Settings", "/settings", "settings"),
    WORKSPACE(Group.ADMINISTRATION, "Workspace", "/workspace", "overview"),
    MEMBERS(Group.ADMINISTRATION, "Members", "/members", "people"),
    API_KEYS(Group.ADMINISTRATION, "API keys", "/api-keys", "key"),
    AUDIT_LOG(Group.ADMINISTRATION, "Audit log", "/audit-log", "audit");

    /** What belongs together. */
    public enum Group {
        TRAFFIC(""),
        WORKSPACE("Workspace"),
        /** For those who may administer the workspace. */
        ADMINISTRATION("Administration");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Empty for the group that needs no heading. */
        public String title() {
            return title;
        }

        public boolean shownTo(boolean administrator) {
            return administrator || this != ADMINISTRATION;
        }

        public List<Section> sections() {
            return Arrays.stream(Section.values())
                    .filter(section -> section.group == this)
                    .toList();
        }
    }

    private final Group group;
    private final String title;
    private final String path;
    private final String icon;

    Section(Group group, String title, String path, String icon) {
        this.group = group;
        this.title = title;
        this.path = path;
        this.icon = icon;
    }

    public boolean shownTo(boolean administrator) {
        return group.shownTo(administrator);
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }

    public String icon() {
        return icon;
    }
}
