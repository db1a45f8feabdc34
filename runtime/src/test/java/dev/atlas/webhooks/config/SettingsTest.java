package dev.atlas.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path dir;

    @Test
    void theFirstSourceThatHasTheValueWins() throws IOException {
        Path file = file("atlas.db.user = from the file\n");
        Map<String, String> properties =
                Map.of("atlas.config", file.toString(), "atlas.db.user", "from the properties");
        Map<String, String> environment = Map.of("ATLAS_DB_USER", "from the environment");
        SettingsSource jndi = SettingsSource.of("JNDI entry", Map.of("atlas.db.user", "from JNDI"));
        SettingsSource context = SettingsSource.of("context parameter", Map.of("atlas.db.user", "from the context"));
        Map<String, String> onlyFile = Map.of("atlas.config", file.toString());

        assertThat(user(Settings.of(properties, environment, List.of(jndi, context))))
                .isEqualTo("from the properties");
        assertThat(user(Settings.of(onlyFile, environment, List.of(jndi, context))))
                .isEqualTo("from the environment");
        assertThat(user(Settings.of(onlyFile, Map.of(), List.of(jndi, context))))
                .isEqualTo("from JNDI");
        assertThat(user(Settings.of(onlyFile, Map.of(), List.of(context)))).isEqualTo("from the context");
        assertThat(user(Settings.of(onlyFile, Map.of(), List.of()))).isEqualTo("from the file");
    }

    @Test
    void theContainerMayNameTheFile() throws IOException {
        Path file = file("atlas.db.user = hooks\n");

        Settings settings = Settings.of(
                Map.of(),
                Map.of(),
                List.of(SettingsSource.of("context parameter", Map.of("atlas.config", file.toString()))));

        assertThat(settings.find(Setting.DB_USER))
                .contains(new Settings.Found(Setting.DB_USER, "hooks", "file " + file + ", entry atlas.db.user"));
    }

    @Test
    void dotsAndDashesBecomeUnderscoresInTheEnvironment() {
        Settings settings =
                Settings.of(Map.of(), Map.of("ATLAS_DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT", " 5 "), List.of());

        assertThat(settings.find(Setting.DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT).orElseThrow())
                .isEqualTo(new Settings.Found(
                        Setting.DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT,
                        "5",
                        "environment variable ATLAS_DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT"));
    }

    @Test
    void theFileMayHoldAnyLanguage() throws IOException {
        Path file = file("atlas.bootstrap.workspace = Caf\u00e9 \u6771\u4eac\n");

        Settings settings = Settings.of(Map.of("atlas.config", file.toString()), Map.of(), List.of());

        assertThat(settings.find(Setting.BOOTSTRAP_WORKSPACE).orElseThrow().value())
                .isEqualTo("Caf\u00e9 \u6771\u4eac");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsAProblem() throws IOException {
        assertThat(Settings.of(Map.of(), Map.of("ATLAS_CONFIG", dir + "/none"), List.of())
                        .problems())
                .singleElement()
                .asString()
                .startsWith("atlas.config = \"" + dir + "/none\" (environment variable ATLAS_CONFIG): "
                        + "the file cannot be read");
        Path file = file("atlas.db.user = \\u00zz");
        assertThat(Settings.of(Map.of("atlas.config", file.toString()), Map.of(), List.of())
                        .problems())
                .singleElement()
                .asString()
                .contains("the file is no properties file");
    }

    @Test
    void aMisspeltNameIsAProblemExceptInTheEnvironmentWhichOthersShare() throws IOException {
        Path file = file("atlas.mail.hots = mail\nsomething.else = 1\n");

        Settings settings = Settings.of(
                Map.of("atlas.config", file.toString(), "atlas.masterkey", "x", "java.version", "17"),
                Map.of("ATLAS_DB_PASWORD", "x", "HOME", "/root"),
                List.of(SettingsSource.of("context parameter", Map.of("atlas.nonsense.at.all", "x"))));

        assertThat(settings.problems())
                .containsExactlyInAnyOrder(
                        "system property atlas.masterkey is no setting; did you mean atlas.master-key?",
                        "context parameter atlas.nonsense.at.all is no setting",
                        "file " + file + ", entry atlas.mail.hots is no setting; did you mean atlas.mail.host?");
        assertThat(settings.warnings())
                .containsExactly(
                        "environment variable ATLAS_DB_PASWORD is no setting; " + "did you mean ATLAS_DB_PASSWORD?");
    }

    @Test
    void thePropertiesOfTestServersAreNoMistake() {
        assertThat(Settings.of(Map.of("atlas.embedded.dir", "x", "atlas.test.database", "mysql"), Map.of(), List.of())
                        .problems())
                .isEmpty();
    }

    private static String user(Settings settings) {
        return settings.find(Setting.DB_USER).orElseThrow().value();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(dir.resolve("atlas.properties"), content, StandardCharsets.UTF_8);
    }
}
