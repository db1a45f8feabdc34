package dev.atlas.webhooks.identity;

/** One event's way to one endpoint. Shown as {@code dlv_} and 26 characters. */
public record DeliveryId(WorkspaceId workspace, long value) implements Comparable<DeliveryId> {
    private static final String PREFIX = "dlv_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static DeliveryId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new DeliveryId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(DeliveryId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
