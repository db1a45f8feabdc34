package dev.atlas.webhooks.servlet;

import dev.atlas.webhooks.config.ContainerResources;
import dev.atlas.webhooks.config.Setting;
import dev.atlas.webhooks.config.SettingsSource;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the container has bound in JNDI. Names are looked up in the application's own {@code java:comp/env/} and, unless
 * they say where they stand, as they are: where Jetty keeps what all its applications share. Thread-safe.
 */
final class ContainerJndi implements ContainerResources, SettingsSource {
    private static final String ENVIRONMENT = "java:comp/env/";

    private final Context jndi;
    private final ClassLoader application;

    ContainerJndi(Context jndi, ClassLoader application) {
        this.jndi = jndi;
        this.application = application;
    }

    @Override
    public boolean hasDataSource(String jndiName) {
        return bound(jndiName).isPresent();
    }

    @Override
    public boolean hasMailSession(String jndiName) {
        return boundMail(jndiName).isPresent();
    }

    /**
     * The DataSource of this name.
     *
     * @throws StartRefusedException when something else is bound there
     */
    DataSource dataSource(String jndiName) {
        Object bound = bound(jndiName).orElseThrow(() -> unfit(jndiName, "a DataSource", null));
        if (bound instanceof DataSource dataSource) {
            return ContainerDataSource.started(dataSource);
        }
        throw unfit(jndiName, "a DataSource", bound);
    }

    /** The mail Session of this name, of the container's own copy of Jakarta Mail where it brings one. */
    Object mailSession(String jndiName) {
        return boundMail(jndiName).orElseThrow(() -> unfit(jndiName, "a mail Session", null));
    }

    @Override
    public String origin(Setting setting) {
        return "JNDI entry " + ENVIRONMENT + setting.key();
    }

    @Override
    public @Nullable String get(Setting setting) {
        return lookup(ENVIRONMENT + setting.key()).map(Object::toString).orElse(null);
    }

    /** The container makes its Session with its own copy of Jakarta Mail, so ours must be out of sight. */
    private Optional<Object> boundMail(String jndiName) {
        return ContainerView.call(application, () -> bound(jndiName));
    }

    private Optional<Object> bound(String jndiName) {
        if (jndiName.startsWith("java:")) {
            return lookup(jndiName);
        }
        if (jndiName.indexOf(':') >= 0) {
            return Optional.empty(); // never a URL, which JNDI would ask a remote server about
        }
        return lookup(ENVIRONMENT + jndiName).or(() -> lookup(jndiName));
    }

    @SuppressWarnings("BanJNDI") // the names are the operator's and stay inside this JVM, see bound()
    private Optional<Object> lookup(String name) {
        try {
            return Optional.ofNullable(jndi.lookup(name));
        } catch (NameNotFoundException | NoInitialContextException e) {
            return Optional.empty();
        } catch (NamingException e) {
            throw new StartRefusedException(
                    List.of("The container cannot give its JNDI resource %s: %s".formatted(name, e)));
        }
    }

    private static StartRefusedException unfit(String jndiName, String wanted, @Nullable Object bound) {
        String found = bound == null ? "nothing" : "a " + bound.getClass().getName();
        return new StartRefusedException(
                List.of("The JNDI resource %s must be %s, but is %s".formatted(jndiName, wanted, found)));
    }
}
