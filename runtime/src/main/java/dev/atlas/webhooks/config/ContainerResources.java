package dev.atlas.webhooks.config;

/** What the container that hosts us has bound in JNDI. The host asks JNDI; this package knows nothing of it. */
public interface ContainerResources {

    /** Whether a {@code javax.sql.DataSource} is bound under the name, relative to {@code java:comp/env/} or full. */
    boolean hasDataSource(String jndiName);

    /** Whether a {@code jakarta.mail.Session} is bound under the name, be it of our classes or of the container's own. */
    boolean hasMailSession(String jndiName);

    /** Nothing is bound: the product runs on its own. */
    static ContainerResources none() {
        return new ContainerResources() {
            @Override
            public boolean hasDataSource(String jndiName) {
                return false;
            }

            @Override
            public boolean hasMailSession(String jndiName) {
                return false;
            }
        };
    }
}
