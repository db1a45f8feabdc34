package dev.atlas.webhooks.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    private static final int CLASS_FILE_OF_JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "11, 11", "16, 16"})
    void anOldJvmIsToldWhichOneIsNeeded(String version, String feature) {
        assertThat(Launcher.tooOld(version))
                .hasValue("Atlas Webhooks needs Java 17 or newer. This is Java " + feature + ", in "
                        + System.getProperty("java.home") + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25"})
    void aNewOneIsTaken(String version) {
        assertThat(Launcher.tooOld(version)).isEmpty();
    }

    @Test
    void anOldJvmCanLoadIt() throws IOException {
        try (DataInputStream file = new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
            file.skipBytes(6);
            assertThat(file.readUnsignedShort()).isEqualTo(CLASS_FILE_OF_JAVA_8);
        }
    }
}
