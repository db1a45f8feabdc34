package dev.atlas.webhooks.servlet;

import com.mysql.cj.jdbc.AbandonedConnectionCleanupThread;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what JDBC drivers of this application leave in the JVM, so that an undeployed application can be collected. */
final class DriverCleanUp {
    private static final Logger log = LoggerFactory.getLogger(DriverCleanUp.class);

    private static final String CLEANUP_THREAD = "mysql-cj-abandoned-connection-cleanup";
    private static final long PATIENCE_SECONDS = 5;

    private DriverCleanUp() {}

    /** Only what our own class loader has loaded: the container's drivers are the container's. */
    static void run() {
        ClassLoader own = DriverCleanUp.class.getClassLoader();
        // Twice, because the listing loads our copy of a driver that the container has too, which then registers
        // itself.
        for (int pass = 0; pass < 2; pass++) {
            Collections.list(DriverManager.getDrivers()).stream()
                    .filter(driver -> driver.getClass().getClassLoader() == own)
                    .forEach(DriverCleanUp::deregister);
        }
        if (AbandonedConnectionCleanupThread.class.getClassLoader() == own) {
            AbandonedConnectionCleanupThread.checkedShutdown();
            awaitCleanupThread();
        }
    }

    /** The driver only asks its thread to end, and containers look for threads right after us. */
    private static void awaitCleanupThread() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(CLEANUP_THREAD))
                .filter(thread -> thread.getContextClassLoader() == DriverCleanUp.class.getClassLoader())
                .forEach(thread -> {
                    try {
                        TimeUnit.SECONDS.timedJoin(thread, PATIENCE_SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            log.warn("The JDBC driver {} stays registered", driver.getClass().getName(), e);
        }
    }
}
