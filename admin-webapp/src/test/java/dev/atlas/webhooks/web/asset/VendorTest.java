package dev.atlas.webhooks.web.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VendorTest {
    private final Vendor vendor = Vendor.read();

    @Test
    void everyModuleIsAFileThatTheBuildHasUnpacked() {
        Path unpacked = Path.of("target/vendor/META-INF/resources/webjars");

        assertThat(vendor.modules()).isNotEmpty();
        assertThat(vendor.modules().values()).allSatisfy(file -> assertThat(Files.size(unpacked.resolve(file)))
                .isPositive());
    }

    @Test
    void theImportMapKnowsTheContextPath() {
        assertThat(vendor.importMap("/atlas"))
                .startsWith("{\"imports\":{\"@codemirror/autocomplete\":\"/atlas/assets/vendor/codemirror__");
    }
}
