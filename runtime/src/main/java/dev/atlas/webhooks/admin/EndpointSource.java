package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.route.RoutesCache;

/** Where endpoints are read: their rows, and what sending makes of them. */
public record EndpointSource(JdbcEndpoints rows, RoutesCache routes) {}
