package dev.atlas.webhooks.servlet;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The container's mail Session when the container has its own copy of Jakarta Mail: to us an object of an unknown class
 * that happens to be called {@code jakarta.mail.Session}. Its properties and its login are taken over into a Session of
 * our copy.
 */
final class ForeignMailSession extends Authenticator {
    private final Object session;

    private ForeignMailSession(Object session) {
        this.session = session;
    }

    /** A Session of ours that sends as this object does; empty when it is no mail Session of any copy. */
    static Optional<Session> adopt(Object bound) {
        if (!bound.getClass().getName().equals(Session.class.getName())
                || !(call(bound, "getProperties") instanceof Properties properties)) {
            return Optional.empty();
        }
        return Optional.of(Session.getInstance(properties, new ForeignMailSession(bound)));
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        Class<?>[] types = {InetAddress.class, int.class, String.class, String.class, String.class};
        Object login = call(
                session,
                "requestPasswordAuthentication",
                types,
                getRequestingSite(),
                getRequestingPort(),
                getRequestingProtocol(),
                getRequestingPrompt(),
                getDefaultUserName());
        if (login == null) {
            return null;
        }
        return new PasswordAuthentication(
                String.valueOf(call(login, "getUserName")), String.valueOf(call(login, "getPassword")));
    }

    private static @Nullable Object call(Object target, String name) {
        return call(target, name, new Class<?>[0]);
    }

    private static @Nullable Object call(Object target, String name, Class<?>[] types, @Nullable Object... arguments) {
        try {
            Method method = target.getClass().getMethod(name, types);
            return method.invoke(target, arguments);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the container's mail Session does not answer " + name, e);
        }
    }
}
