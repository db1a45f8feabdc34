package dev.atlas.webhooks.servlet;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Makes the JDK forget our last record. Until JDK 19, what makes a record's {@code equals} and {@code hashCode} keeps the
 * types that it was last asked about (JDK-8078641), and so our class loader, until it is asked about others.
 */
final class RecordCleanUp {
    private RecordCleanUp() {}

    /** Asks about String, as if it were a record of one String. */
    static void run() {
        bootstrap("equals", MethodType.methodType(boolean.class, String.class, Object.class));
        bootstrap("hashCode", MethodType.methodType(int.class, String.class));
    }

    private static void bootstrap(String method, MethodType type) {
        MethodHandle component = MethodHandles.identity(String.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.publicLookup(), method, type, String.class, "text", component);
        } catch (Throwable e) {
            throw new IllegalStateException("the JDK refuses " + method + type, e);
        }
    }
}
