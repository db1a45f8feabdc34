package dev.atlas.webhooks.web;

import dev.atlas.webhooks.web.asset.AssetServlet;
import dev.atlas.webhooks.web.asset.SecurityHeaders;
import dev.atlas.webhooks.web.asset.Vendor;
import dev.atlas.webhooks.web.page.PageWriter;
import dev.atlas.webhooks.web.page.ProblemPages;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;

/** Puts the pages, their assets and the security headers into the container when the WAR starts. */
public final class AdminWebapp implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();

        FilterRegistration.Dynamic headers = context.addFilter("security-headers", new SecurityHeaders());
        headers.setAsyncSupported(true);
        headers.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");

        ServletRegistration assets = context.addServlet("assets", new AssetServlet());
        assets.addMapping("/assets/*");

        ServletRegistration pages = context.addServlet("pages", new ServletContainer(pages()));
        pages.addMapping("/*");
    }

    private static ResourceConfig pages() {
        return new ResourceConfig()
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .register(new PageWriter(Vendor.read()))
                .register(new ProblemPages());
    }
}
