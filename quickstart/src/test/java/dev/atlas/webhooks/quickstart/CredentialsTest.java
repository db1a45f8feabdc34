package dev.atlas.webhooks.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path folder;

    @Test
    void theyAreMadeOnceAndKept() {
        Credentials made = Credentials.in(folder);
        assertThat(Credentials.in(folder)).isEqualTo(made);
        assertThat(Credentials.in(folder.resolve("other"))).isNotEqualTo(made);
    }

    @Test
    void theProductTakesThem() {
        Credentials made = Credentials.in(folder);
        assertThat(Base64.getDecoder().decode(made.masterKey())).hasSize(32);
        assertThat(made.apiKey()).matches("atlas_sk_[0-9a-f]{40}");
        assertThat(made.adminPassword()).hasSize(12);
        assertThat(made).hasToString("Credentials[***]");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseMayReadThem() throws IOException {
        Credentials.in(folder);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("credentials.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileIsToldNotReplaced() throws IOException {
        Path file = folder.resolve("credentials.properties");
        Files.writeString(file, "master-key=x\n");
        assertThatThrownBy(() -> Credentials.in(folder))
                .isInstanceOf(QuickstartException.class)
                .hasMessage(file + " has no api-key. Restore the file, or delete its folder to begin anew.");
    }
}
