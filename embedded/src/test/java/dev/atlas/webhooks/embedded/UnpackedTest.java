package dev.atlas.webhooks.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
    @TempDir
    Path binaries;

    @Test
    void manyAtOnceUnpackOnce() throws Exception {
        Packed packed = new Packed();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Path> unpack = () -> Unpacked.of(packed, binaries, line -> {});
            for (Future<Path> folder :
                    threads.invokeAll(Stream.generate(() -> unpack).limit(8).toList())) {
                assertThat(folder.get().resolve("bin/program")).isExecutable();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(packed.times).hasValue(1);
    }

    @Test
    void whatAKilledProcessLeftHalfUnpackedIsReplaced() throws IOException {
        Files.createDirectories(binaries.resolve("packed-1.partial/bin"));
        Files.writeString(binaries.resolve("packed-1.partial/bin/program"), "half");
        Path folder = Unpacked.of(new Packed(), binaries, line -> {});
        assertThat(folder.resolve("bin/program")).hasContent("whole");
    }

    @Test
    void aFailureLeavesNothingThatLooksComplete() {
        Packed broken = new Packed() {
            @Override
            public void unpackInto(Path folder) throws IOException {
                super.unpackInto(folder);
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> Unpacked.of(broken, binaries, line -> {}))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("Cannot unpack Packed 1 into")
                .hasMessageContaining("No space left on device");
        assertThat(binaries.resolve("packed-1")).doesNotExist();
    }

    private static class Packed implements ServerSoftware {
        final AtomicInteger times = new AtomicInteger();

        @Override
        public void unpackInto(Path folder) throws IOException {
            times.incrementAndGet();
            Path bin = Files.createDirectory(folder.resolve("bin"));
            Files.writeString(bin.resolve("program"), "whole");
            Unpacked.makeExecutable(bin);
        }

        @Override
        public String title() {
            return "Packed 1";
        }

        @Override
        public String folder() {
            return "packed-1";
        }

        @Override
        public Path executable(Path base) {
            return base.resolve("bin/program");
        }

        @Override
        public List<String> setUpOptions() {
            return List.of();
        }

        @Override
        public String setUpSql(Path base) {
            return "";
        }

        @Override
        public List<String> startOptions() {
            return List.of();
        }

        @Override
        public Optional<String> advice(String log) {
            return Optional.empty();
        }
    }
}
