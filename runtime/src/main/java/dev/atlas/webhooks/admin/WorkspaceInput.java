package dev.atlas.webhooks.admin;

import org.jspecify.annotations.Nullable;

/** What somebody wrote about a workspace; null means unchanged. */
public record WorkspaceInput(@Nullable String name, @Nullable Boolean allowUndeclaredTypes) {}
