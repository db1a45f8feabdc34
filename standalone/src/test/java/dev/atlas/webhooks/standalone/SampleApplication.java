package dev.atlas.webhooks.standalone;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application in the test's WAR: answers with the path, says when it stops, refuses to start when told so. */
public final class SampleApplication extends HttpServlet implements ServletContextListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        String refusal = System.getProperty("refusal");
        if (refusal != null) {
            throw new IllegalStateException(refusal, new IOException("the cause behind"));
        }
        event.getServletContext().addServlet("sample", this).addMapping("/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        System.out.println("application stopped");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(request.getRequestURI());
    }
}
