package dev.atlas.webhooks.pipeline;

import java.time.Duration;

/** How this node claims: its token, and how long a claim lasts. */
record Ownership(long owner, Duration lease) {}
