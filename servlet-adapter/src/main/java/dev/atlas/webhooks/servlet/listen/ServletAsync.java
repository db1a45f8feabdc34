package dev.atlas.webhooks.servlet.listen;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegate;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import org.jspecify.annotations.Nullable;

/** Lets Jersey suspend requests by the Servlet API; its own way is in a module that scans every jar at the start. */
public final class ServletAsync implements AsyncContextDelegateProvider {
    @Override
    public AsyncContextDelegate createDelegate(HttpServletRequest request, HttpServletResponse response) {
        return new AsyncContextDelegate() {
            private @Nullable AsyncContext async;

            @Override
            public void suspend() {
                AsyncContext started = request.startAsync(request, response);
                started.setTimeout(0);
                async = started;
            }

            @Override
            public void complete() {
                AsyncContext started = async;
                if (started != null) {
                    started.complete();
                }
            }
        };
    }
}
