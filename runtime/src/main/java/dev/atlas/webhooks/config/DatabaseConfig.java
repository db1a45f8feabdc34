package dev.atlas.webhooks.config;

import org.jspecify.annotations.Nullable;

/** Where the connections come from: the container's DataSource where one is bound, else a pool of our own. */
public sealed interface DatabaseConfig {

    /** The DataSource that the container has bound under this JNDI name. */
    record Container(String jndiName) implements DatabaseConfig {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.container(this);
        }
    }

    /** A pool of our own of at most {@code poolSize} connections. Prints without credentials. */
    record Pool(String url, @Nullable String user, @Nullable Secret password, int poolSize) implements DatabaseConfig {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.pool(this);
        }

        @Override
        public String toString() {
            return "Pool[url=%s, user=%s, poolSize=%d]".formatted(Setting.DB_URL.shown(url), user, poolSize);
        }
    }

    /** Hands this to its case. */
    <R> R when(Cases<R> cases);

    /** One answer per case. */
    interface Cases<R> {
        R container(Container container);

        R pool(Pool pool);
    }
}
