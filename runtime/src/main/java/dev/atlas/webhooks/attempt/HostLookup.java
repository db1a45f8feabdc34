package dev.atlas.webhooks.attempt;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host, slowly if need be. */
@FunctionalInterface
interface HostLookup {

    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
