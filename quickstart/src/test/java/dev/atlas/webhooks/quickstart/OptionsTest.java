package dev.atlas.webhooks.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @TempDir
    private Path folder;

    private Options withPort(String port) {
        return Options.of(
                "atlas.war",
                folder.toString(),
                "embedded",
                folder.resolve("work").toString(),
                port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "http", "99999999"})
    void aPortOfTheWrongFormIsRefused(String port) {
        assertThatThrownBy(() -> withPort(port))
                .isInstanceOf(QuickstartException.class)
                .hasMessage("atlas.quickstart.port is a port from 1 to 65535, not '" + port + "'");
    }

    @Test
    void aPortInUseIsToldWithTheWayToChooseAnother() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Options options = withPort(Integer.toString(other.getLocalPort()));
            assertThatThrownBy(options::requireFreePort)
                    .isInstanceOf(QuickstartException.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " of 127.0.0.1 is in use")
                    .hasMessageEndingWith("./mvnw -q -DskipTests -Pquickstart -Datlas.quickstart.port=8081");
        }
    }

    @Test
    void theWorkFolderIsEmptyWhateverAKilledRunLeft() throws IOException {
        Files.createDirectories(folder.resolve("work/webapp/WEB-INF"));
        Files.writeString(folder.resolve("work/webapp/WEB-INF/web.xml"), "old");
        assertThat(withPort("8080").emptyWorkFolder()).isEmptyDirectory();
        assertThat(withPort("8080").emptyWorkFolder()).isEmptyDirectory();
    }
}
