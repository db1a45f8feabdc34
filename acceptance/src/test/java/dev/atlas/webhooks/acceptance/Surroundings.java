package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a server under test stands on.
 *
 * @param folder its own, empty before
 */
record Surroundings(Path folder, TestDatabase database, MailCatcher mails) {

    /** The packaged WAR. */
    static Path war() {
        return Path.of(System.getProperty("atlas.acceptance.war"))
                .toAbsolutePath()
                .normalize();
    }

    /** Where the build has unpacked the containers, and the jars for their lib folders. */
    static Path containers() {
        return Path.of(System.getProperty("atlas.acceptance.containers")).toAbsolutePath();
    }

    /** Writes {@code atlas.properties} into the folder. */
    Path settings() throws IOException {
        return copy("/atlas.properties", folder.resolve("atlas.properties"));
    }

    /** System properties that the containers' configuration files of this test name. */
    Map<String, String> properties() throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("database.url", database.jdbcUrl());
        properties.put("database.user", database.user());
        properties.put("database.password", database.password());
        properties.put("mail.host", mails.host());
        properties.put("mail.port", Integer.toString(mails.port()));
        properties.put("settings.file", settings().toString());
        properties.putAll(mailbox());
        return properties;
    }

    /** Settings that name the mailbox of the sender of all mail, in which returned mail arrives. */
    Map<String, String> mailbox() {
        return Map.of(
                "atlas.mail.bounces.host", mails.host(),
                "atlas.mail.bounces.port", Integer.toString(mails.imapPort()),
                "atlas.mail.bounces.tls", "none",
                "atlas.mail.bounces.user", "atlas@crm.example",
                "atlas.mail.bounces.password", "any");
    }

    /** Copies a file of this test. */
    static Path copy(String resource, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream content = Surroundings.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(content, resource), target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    /** Copies the jars that an operator gives to the container itself. */
    static void copyLibrary(Path target) throws IOException {
        Files.createDirectories(target);
        try (var jars = Files.newDirectoryStream(containers().resolve("lib"), "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, target.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
