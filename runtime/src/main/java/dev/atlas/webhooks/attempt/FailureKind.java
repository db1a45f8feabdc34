package dev.atlas.webhooks.attempt;

/** Why an attempt got no complete response. */
public enum FailureKind {
    /** The URL, or every address behind its host name, is one that {@link AddressGuard} does not allow. */
    BLOCKED_ADDRESS,
    /** The host name has no address. */
    DNS,
    /** The endpoint's machine refused the connection. */
    REFUSED,
    /** The connection could not be made for another reason: no route, network down, nobody answered. */
    CONNECT,
    /** No secure connection: wrong certificate, wrong host name, no common protocol. */
    TLS,
    /** The deadline passed before the response was complete. */
    TIMEOUT,
    /** The endpoint closed or reset the connection before its response was complete. */
    RESET,
    /** What came back is not HTTP, or is beyond the limits for headers. */
    PROTOCOL,
    /** A listener at the API says that its application gave no complete response. */
    LISTENER,
    /** This sender was closed; nothing is known of the endpoint. */
    ABANDONED,
    /** A fault on our side; nothing is known of the endpoint. The log has the details. */
    INTERNAL
}
