package dev.atlas.webhooks.servlet;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread's class loader for the time in which the container makes something of its own in our thread. It counts as the
 * application's where JNDI asks whose thread this is (Tomcat and Jetty both follow its parents), but sees only what the
 * container sees: a library that both have would otherwise mix its parts with ours.
 */
final class ContainerView extends ClassLoader {
    private final ClassLoader container;

    private ContainerView(ClassLoader application) {
        super(application);
        this.container = Objects.requireNonNullElseGet(application.getParent(), ClassLoader::getPlatformClassLoader);
    }

    /** Calls with such a class loader in place of the application's. */
    static <T> T call(ClassLoader application, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(new ContainerView(application));
            return work.get();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return container.loadClass(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return container.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return container.getResources(name);
    }
}
