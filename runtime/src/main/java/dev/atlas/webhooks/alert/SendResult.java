package dev.atlas.webhooks.alert;

/** How handing a mail to the server went. */
public sealed interface SendResult {

    /** The server took it. */
    record Sent() implements SendResult {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.sent(this);
        }
    }

    /**
     * The server, or the form of the address, says no to this mail.
     *
     * @param permanent whether there is no use in trying again
     * @param reason the server's words
     */
    record Refused(boolean permanent, String reason) implements SendResult {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /**
     * There is no server that takes mail from us: down, silent, no encryption, login refused. Worth trying again, for
     * this mail and all others.
     */
    record Unreachable(String reason) implements SendResult {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.unreachable(this);
        }
    }

    /** Hands this to its case. */
    <R> R when(Cases<R> cases);

    /** One answer per case. */
    interface Cases<R> {
        R sent(Sent sent);

        R refused(Refused refused);

        R unreachable(Unreachable unreachable);
    }
}
