package dev.atlas.webhooks.servlet;

import dev.atlas.webhooks.alert.UnsubscribeLinks;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.ConfigException;
import dev.atlas.webhooks.config.HttpConfig;
import dev.atlas.webhooks.config.Settings;
import dev.atlas.webhooks.config.SettingsSource;
import dev.atlas.webhooks.pipeline.AtlasRuntime;
import dev.atlas.webhooks.pipeline.HostResources;
import dev.atlas.webhooks.pipeline.StartException;
import dev.atlas.webhooks.servlet.api.HttpApi;
import dev.atlas.webhooks.servlet.listen.ListenStreams;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts the product with its web application and stops it again, with everything it started. A start that cannot work
 * fails as a whole, with one message that lists every reason.
 */
public final class AtlasListener implements ServletContextListener {
    private static final Logger log = LoggerFactory.getLogger(AtlasListener.class);
    private static final String ATTRIBUTE = AtlasRuntime.class.getName();
    private static final String API = HttpApi.class.getName();

    /** What is to be done at the end, the last to begin first. */
    private final Deque<Runnable> ends = new ArrayDeque<>(List.of(DriverCleanUp::run, RecordCleanUp::run));

    /**
     * The runtime of this web application, for listeners that stand after this one in web.xml.
     *
     * @throws StartRefusedException when it did not start; Tomcat calls the other listeners all the same
     */
    public static AtlasRuntime runtime(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof AtlasRuntime runtime) {
            return runtime;
        }
        throw new StartRefusedException("Atlas Webhooks did not start; its message before this one says why");
    }

    /** The description of the HTTP API of this web application, likewise. */
    public static ObjectNode apiDocument(ServletContext context) {
        if (context.getAttribute(API) instanceof HttpApi api) {
            return api.document();
        }
        throw new StartRefusedException("Atlas Webhooks did not start; its message before this one says why");
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ends.push(meters::close);
        AtlasRuntime started = start(context, meters);
        ends.push(started::close);
        context.setAttribute(ATTRIBUTE, started);
        HttpConfig http = started.http();
        FilterRegistration.Dynamic forwarded =
                context.addFilter("forwarded-headers", new ForwardedHeaders(http.trustedProxies()));
        forwarded.setAsyncSupported(true);
        forwarded.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        ListenStreams streams = new ListenStreams(started.services().listening());
        ends.push(streams::close);
        HttpApi api = new HttpApi(started.services(), streams);
        context.setAttribute(API, api);
        add(context, "api", api.servlet(http.apiRateLimit(), InstantSource.system()), "/api/v1/*");
        add(context, "health", new HealthServlet(started::health), "/healthz", "/readyz");
        add(context, "unsubscribe", new UnsubscribeServlet(started.services().alerts()), UnsubscribeLinks.PATH + "*");
        add(context, "metrics", new MetricsServlet(meters), "/metrics");
        log.info("Atlas Webhooks has started at {}/", context.getContextPath());
    }

    /** What one step cannot do, such as telling a database that hangs, must not leave the others undone. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        while (!ends.isEmpty()) {
            try {
                ends.pop().run();
            } catch (RuntimeException | LinkageError e) { // classes that are gone when a WAR was replaced in place
                log.warn("Atlas Webhooks ends, but not all of it as it should", e);
            }
        }
    }

    private static AtlasRuntime start(ServletContext context, PrometheusMeterRegistry meters) {
        try {
            ContainerJndi jndi = new ContainerJndi(new InitialContext(), AtlasListener.class.getClassLoader());
            Settings settings = Settings.ofProcess(List.of(jndi, contextParameters(context)));
            AtlasConfig config = AtlasConfig.read(settings, jndi);
            new JvmMemoryMetrics().bindTo(meters);
            new JvmThreadMetrics().bindTo(meters);
            new ProcessorMetrics().bindTo(meters);
            return AtlasRuntime.start(
                    config,
                    new HostResources(
                            jndi::dataSource, jndi::mailSession, meters, InstantSource.system(), System::nanoTime));
        } catch (ConfigException e) {
            throw refused(new StartRefusedException(String.valueOf(e.getMessage())));
        } catch (StartException e) {
            throw refused(new StartRefusedException(List.of(String.valueOf(e.getMessage()))));
        } catch (StartRefusedException e) {
            throw refused(e);
        } catch (NamingException e) {
            throw refused(new StartRefusedException(List.of("The container's JNDI does not answer: " + e)));
        }
    }

    /** Tomcat's console shows only that some listener failed, so the reasons go to our own log as well. */
    private static StartRefusedException refused(StartRefusedException refusal) {
        log.error(refusal.getMessage());
        DriverCleanUp.run();
        RecordCleanUp.run();
        return refusal;
    }

    private static SettingsSource contextParameters(ServletContext context) {
        Map<String, String> values = Collections.list(context.getInitParameterNames()).stream()
                .filter(name -> name.startsWith("atlas."))
                .collect(Collectors.toMap(name -> name, context::getInitParameter));
        return SettingsSource.of("context parameter", values);
    }

    private static void add(ServletContext context, String name, Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }
}
