package dev.atlas.webhooks.standalone;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** An embedded Jetty with one WAR in it. Safe for use by several threads. */
public final class StandaloneServer implements AutoCloseable {
    /** Requests under way at a stop are given this long to end. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Server server;
    private final ServerConnector connector;
    private final ServerAddress address;

    private StandaloneServer(Server server, ServerConnector connector, ServerAddress address) {
        this.server = server;
        this.connector = connector;
        this.address = address;
    }

    /** Made but not started; {@code work} is an existing folder for the unpacked WAR. */
    static StandaloneServer of(ServerAddress address, Path war, Path work) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        server.addConnector(connector);
        server.setErrorHandler(new ServerErrors());

        WebAppContext webapp = new WebAppContext();
        webapp.setContextPath(address.contextPath());
        webapp.setWar(war.toString());
        webapp.setTempDirectory(work.resolve("webapp").toFile());
        webapp.setThrowUnavailableOnStartupException(true);
        server.setHandler(new GracefulHandler(webapp));
        server.setStopTimeout(STOP_LIMIT.toMillis());
        return new StandaloneServer(server, connector, address);
    }

    /**
     * Starts a server that serves {@code war} and returns when it takes requests.
     *
     * @param work an existing folder for the unpacked WAR
     * @throws StartException when the port cannot be had or the application refuses to start; nothing is left running
     */
    public static StandaloneServer start(ServerAddress address, Path war, Path work) throws StartException {
        StandaloneServer standalone = of(address, war, work);
        standalone.start();
        return standalone;
    }

    void start() throws StartException {
        listen();
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new StartException(applicationMessage(e), e);
        }
    }

    /** Before the application starts, so that a port in use costs no start and stop of its workers. */
    private void listen() throws StartException {
        String where = address.host() + ":" + address.port();
        if (new InetSocketAddress(address.host(), address.port()).isUnresolved()) {
            throw new StartException(
                    "Cannot listen on " + where + ": the host is unknown. Choose another with --host.");
        }
        try {
            connector.open();
        } catch (IOException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new StartException(
                    "Cannot listen on " + where + ": " + reason + ". Choose another address with --host and --port.",
                    e);
        }
    }

    /** What the application itself said, without what the container wrapped around it. */
    private static String applicationMessage(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof ServletException
                || failure.getClass().getName().startsWith("org.eclipse.jetty.");
        if (wrapper && cause != null) {
            return applicationMessage(cause);
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** The URL of the application, with the port that was taken; ends with a slash. */
    public URI uri() {
        String path = address.contextPath().equals("/") ? "/" : address.contextPath() + "/";
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + path);
    }

    /** Lets the requests under way end, then stops the application. Does nothing the second time. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not stop cleanly", e);
        }
    }
}
