package dev.atlas.webhooks.web;

import dev.atlas.webhooks.pipeline.AtlasRuntime;
import dev.atlas.webhooks.servlet.AtlasListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.InstantSource;

/** Puts the pages into the container when the WAR starts; in {@code web.xml} it stands after {@link AtlasListener}. */
public final class AdminWebapp implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        AtlasRuntime runtime = AtlasListener.runtime(context);
        new Pages(
                        runtime.services(),
                        AtlasListener.apiDocument(context),
                        runtime.http().containerLogin(),
                        InstantSource.system())
                .register(context);
    }
}
