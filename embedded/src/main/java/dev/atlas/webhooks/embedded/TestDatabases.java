package dev.atlas.webhooks.embedded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link DatabaseTest} does: one server for the JVM, a database for each parameter that asks for one. */
final class TestDatabases implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TestDatabases.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class || type == DatabaseServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        if (parameter.getParameter().getType() == DatabaseServer.class) {
            return shared.server;
        }
        Lent lent = shared.lend();
        context.getStore(NAMESPACE).put(lent.database.name(), lent);
        return lent.database;
    }

    private record Shared(LocalServer server, AtomicInteger lent) implements AutoCloseable {

        static Shared start() {
            ServerSoftware software = chosen(System.getProperty("atlas.test.database", "mariadb"));
            Path binaries = Path.of(System.getProperty("atlas.embedded.dir", "target/embedded"));
            Path folder = Path.of("target", "test-" + software.folder()).toAbsolutePath();
            Path base = Unpacked.of(software, binaries.toAbsolutePath(), line -> {});
            HomeFolder home = HomeFolder.take(folder, line -> {});
            home.discardData();
            Shared shared = new Shared(LocalServer.start(software, base, home, line -> {}), new AtomicInteger());
            // For Ctrl-C: the store is closed only at the end of the last test.
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop " + software.title()));
            return shared;
        }

        private static ServerSoftware chosen(String name) {
            return switch (name) {
                case "mariadb" -> new MariaDb();
                case "mysql" -> new MySql();
                default ->
                    throw new ServerException(
                            "The system property atlas.test.database is mariadb or mysql, not '" + name + "'");
            };
        }

        Lent lend() {
            String name = "test_" + lent.incrementAndGet();
            server.createDatabase(name);
            return new Lent(server, new TestDatabase(server, name));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private record Lent(LocalServer server, TestDatabase database) implements AutoCloseable {
        @Override
        public void close() {
            if (server.isRunning()) {
                server.dropDatabase(database.name());
            }
        }
    }
}
