package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.pipeline.Services;
import dev.atlas.webhooks.servlet.json.JsonServlet;
import dev.atlas.webhooks.servlet.json.JsonWriter;
import dev.atlas.webhooks.servlet.json.LargeBodies;
import dev.atlas.webhooks.servlet.json.ProblemMapper;
import dev.atlas.webhooks.servlet.json.RequestBodyReader;
import dev.atlas.webhooks.servlet.listen.ListenStreams;
import dev.atlas.webhooks.servlet.listen.ServletAsync;
import dev.atlas.webhooks.servlet.openapi.OpenApi;
import jakarta.servlet.Servlet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP API as a servlet, to be mapped at {@code /api/v1/*}. */
public final class HttpApi {
    private final Services services;
    private final List<Object> resources;
    private final ObjectNode document;

    /** @param streams the caller's to close */
    public HttpApi(Services services, ListenStreams streams) {
        this.services = services;
        resources = List.of(
                new EventsResource(services.ingest(), services.events()),
                new EndpointsResource(services.endpoints()),
                new EndpointResource(services.endpoints()),
                new EndpointControlResource(services.endpoints(), services.tests()),
                new EndpointSecretResource(services.secrets()),
                new ClientCertificateResource(services.certificates()),
                new EndpointEventsResource(services.deliveries()),
                new FilterVersionsResource(services.versions()),
                new SignatureResource(services.signatures()),
                new DeliveriesResource(services.deliveries(), services.requests()),
                new FiltersResource(services.filters()),
                new AlertsResource(services.alerts()),
                new StatsResource(services.stats()),
                new ReplaysResource(services.replays()),
                new DeadLettersResource(services.deadLetters()),
                new WorkspaceResource(services.workspaces(), services.flow()),
                new WorkspacesResource(services.workspaces()),
                new EventTypesResource(services.eventTypes()),
                new ApiKeysResource(services.apiKeys()),
                new MembersResource(services.members()),
                new AuditLogResource(services.auditLog()),
                new ListenResource(services.sessions(), services.listening(), streams));
        document = OpenApi.document(
                resources.stream().<Class<?>>map(Object::getClass).toList(),
                operation -> ScopeFilter.needed(operation).word());
    }

    /** The description of the API. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    /**
     * The servlet.
     *
     * @param rateLimit requests a second of an API key without a limit of its own; 0 for no limit
     */
    public Servlet servlet(int rateLimit, InstantSource clock) {
        List<Object> all = new ArrayList<>(resources);
        all.add(new OpenApiResource(document));
        ResourceConfig config = new ResourceConfig()
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .register(new RequestBodyReader(new LargeBodies()))
                .register(new JsonWriter())
                .register(new ProblemMapper())
                .register(new ApiKeyFilter(services.access()))
                .register(new RateLimitFilter(new KeyRates(rateLimit, clock)))
                .register(new ScopeFilter())
                .register(bindings(all));
        all.forEach(resource -> config.register(resource.getClass()));
        return new JsonServlet(config);
    }

    /** Jersey warns of a resource that is registered as an object, but not of a class that is bound to one. */
    private static AbstractBinder bindings(List<Object> resources) {
        return new AbstractBinder() {
            @Override
            protected void configure() {
                resources.forEach(resource -> bind(resource).to(resource.getClass()));
                bind(new ServletAsync()).to(AsyncContextDelegateProvider.class);
            }
        };
    }
}
