package dev.atlas.webhooks.web.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private final Modules modules = new Modules(Vendor.read(), ModulesTest::open);

    @Test
    void aScriptBringsAlongWhatItImportsAndWhatThatImports() {
        assertThat(modules.broughtBy("js/app.js"))
                .contains("js/dialog.js", "js/keys.js")
                .doesNotContain("js/app.js", "js/filter-lab.js")
                .doesNotHaveDuplicates();
        assertThat(modules.broughtBy("js/list.js"))
                .contains("js/drawer.js", "js/keys.js")
                .anyMatch(file -> file.startsWith("vendor/htmx.org/"));
        assertThat(modules.broughtBy("js/filter-lab.js"))
                .contains("js/filter-hover.js")
                .anyMatch(file -> file.startsWith("vendor/codemirror__view/"))
                .anyMatch(file -> file.startsWith("vendor/w3c-keyname/"));
    }

    @Test
    void aScriptThatIsNotThereBringsNothing() {
        assertThat(modules.broughtBy("js/none.js")).isEmpty();
    }

    private static @Nullable InputStream open(String file) {
        Path path = file.startsWith("vendor/")
                ? Path.of("target/vendor-min/webjars", file.substring("vendor/".length()))
                : Path.of("src/main/web", file);
        try {
            return Files.exists(path) ? Files.newInputStream(path) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
