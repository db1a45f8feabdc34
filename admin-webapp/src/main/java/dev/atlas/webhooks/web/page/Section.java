package dev.atlas.webhooks.web.page;

/** The entries of the main navigation, in their order. */
public enum Section {
    OVERVIEW("Overview", "/", "overview"),
    ENDPOINTS("Endpoints", "/endpoints", "endpoint"),
    DELIVERIES("Deliveries", "/deliveries", "delivery");

    private final String title;
    private final String path;
    private final String icon;

    Section(String title, String path, String icon) {
        this.title = title;
        this.path = path;
        this.icon = icon;
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
