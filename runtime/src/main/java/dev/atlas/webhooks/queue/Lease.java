package dev.atlas.webhooks.queue;

/**
 * A node's right to work on a delivery until the lease ends. Whoever claims it afterwards raises the fence, so that the
 * late node's settlement changes nothing.
 *
 * @param owner the node's token; 0 when nobody works on it
 */
public record Lease(long owner, int fence) {
    /** Of a delivery that nobody has claimed yet. */
    public static final Lease FREE = new Lease(0, 0);

    /** Whether somebody works on it. */
    public boolean isTaken() {
        return owner != 0;
    }

    /** The lease of whoever claims it next. */
    public Lease next(long newOwner) {
        return new Lease(newOwner, fence + 1);
    }
}
