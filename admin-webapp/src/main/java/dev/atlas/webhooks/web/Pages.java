package dev.atlas.webhooks.web;

import dev.atlas.webhooks.pipeline.Services;
import dev.atlas.webhooks.web.asset.AssetServlet;
import dev.atlas.webhooks.web.asset.Modules;
import dev.atlas.webhooks.web.asset.SecurityHeaders;
import dev.atlas.webhooks.web.asset.Vendor;
import dev.atlas.webhooks.web.catalogue.EventTypeFormPages;
import dev.atlas.webhooks.web.catalogue.EventTypePages;
import dev.atlas.webhooks.web.delivery.DeliveryPages;
import dev.atlas.webhooks.web.endpoint.CertificatePages;
import dev.atlas.webhooks.web.endpoint.EndpointActions;
import dev.atlas.webhooks.web.endpoint.EndpointFormPages;
import dev.atlas.webhooks.web.endpoint.EndpointPages;
import dev.atlas.webhooks.web.endpoint.VersionPages;
import dev.atlas.webhooks.web.event.EventPages;
import dev.atlas.webhooks.web.filter.FilterEditor;
import dev.atlas.webhooks.web.filter.FilterLab;
import dev.atlas.webhooks.web.jte.StaticTemplates;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.overview.OverviewPages;
import dev.atlas.webhooks.web.page.PageWriter;
import dev.atlas.webhooks.web.page.ProblemPages;
import dev.atlas.webhooks.web.palette.PaletteEntries;
import dev.atlas.webhooks.web.reference.ReferencePages;
import dev.atlas.webhooks.web.replay.DeadLetterPages;
import dev.atlas.webhooks.web.replay.ReplayPages;
import dev.atlas.webhooks.web.session.Gate;
import dev.atlas.webhooks.web.session.LoginPages;
import dev.atlas.webhooks.web.session.PasswordPages;
import dev.atlas.webhooks.web.signature.SignaturePages;
import dev.atlas.webhooks.web.workspace.AccountPages;
import dev.atlas.webhooks.web.workspace.AlertPages;
import dev.atlas.webhooks.web.workspace.ApiKeyPages;
import dev.atlas.webhooks.web.workspace.AuditPages;
import dev.atlas.webhooks.web.workspace.MemberPages;
import dev.atlas.webhooks.web.workspace.WorkspaceSettingsPages;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import tools.jackson.databind.JsonNode;

/** Every page with what it needs, and the addresses that they have in the container. */
final class Pages {
    private final Services services;
    private final JsonNode api;
    private final boolean containerLogin;
    private final InstantSource clock;
    private final Templates templates = new StaticTemplates();

    /** @param api the description of the HTTP API */
    Pages(Services services, JsonNode api, boolean containerLogin, InstantSource clock) {
        this.services = services;
        this.api = api;
        this.containerLogin = containerLogin;
        this.clock = clock;
    }

    void register(ServletContext context) {
        FilterRegistration.Dynamic headers = context.addFilter("security-headers", new SecurityHeaders());
        headers.setAsyncSupported(true);
        headers.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");

        ServletRegistration assets = context.addServlet("assets", new AssetServlet());
        assets.addMapping("/assets/*");

        ServletRegistration pages = context.addServlet("pages", new ServletContainer(config(context)));
        pages.addMapping("/*");
    }

    private ResourceConfig config(ServletContext context) {
        Vendor vendor = Vendor.read();
        Modules modules = new Modules(vendor, file -> context.getResourceAsStream("/assets/" + file));
        ResourceConfig config = new ResourceConfig()
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                // Redirects stay paths: behind a proxy the server does not know the address it is called by.
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                .register(new Gate(services.access(), containerLogin))
                .register(new PageWriter(vendor, modules, services.workspaces(), clock))
                .register(new ProblemPages(templates));
        List<Object> pages = pages();
        pages.forEach(page -> config.register(page.getClass()));
        return config.register(binding(pages));
    }

    private List<Object> pages() {
        return List.of(
                new LoginPages(services.access(), services.accounts(), templates),
                new PasswordPages(services.accounts(), templates),
                new OverviewPages(services.endpoints(), services.deliveries(), services.stats(), templates),
                new EndpointPages(
                        services.endpoints(),
                        services.secrets(),
                        services.deliveries(),
                        services.stats(),
                        services.alerts(),
                        templates),
                new EndpointFormPages(services.endpoints(), templates),
                new EndpointActions(services.endpoints(), services.secrets(), services.tests()),
                new CertificatePages(services.endpoints(), services.certificates(), templates),
                new VersionPages(services.endpoints(), services.versions(), templates),
                new FilterEditor(services.filters()),
                new FilterLab(services.filters(), services.events(), services.eventTypes(), templates),
                new EventPages(services.events(), services.endpoints(), templates, clock),
                new DeliveryPages(services.deliveries(), services.requests(), services.endpoints(), templates, clock),
                new DeadLetterPages(services.deadLetters(), services.endpoints(), templates),
                new ReplayPages(services.replays(), services.endpoints(), templates, clock),
                new EventTypePages(services.eventTypes(), templates),
                new EventTypeFormPages(services.eventTypes(), templates),
                new PaletteEntries(services.endpoints(), services.eventTypes()),
                new AlertPages(services.alerts(), services.endpoints(), templates),
                new AccountPages(services.accounts(), services.workspaces(), services.access(), templates),
                new WorkspaceSettingsPages(services.workspaces(), templates),
                new MemberPages(services.members(), templates),
                new ApiKeyPages(services.apiKeys(), templates, clock),
                new AuditPages(services.auditLog(), templates, clock),
                new SignaturePages(services.signatures(), services.endpoints(), templates),
                new ReferencePages(api, templates));
    }

    /** Jersey warns of every resource that is registered as an object, but not of a class that is bound to one. */
    private static AbstractBinder binding(List<Object> pages) {
        return new AbstractBinder() {
            @Override
            protected void configure() {
                pages.forEach(page -> bind(page).to(page.getClass()));
            }
        };
    }
}
