package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the WAR says of its contents. */
class BillOfMaterialsTest {
    private static final List<String> BILLS =
            List.of("META-INF/sbom/atlas-webhooks.cdx.json", "META-INF/sbom/standalone.cdx.json");
    private static final Pattern JAR = Pattern.compile("WEB-INF/(?:lib|runner)/(.+)\\.jar");
    private static final Pattern SCRIPTS = Pattern.compile("assets/vendor/([^/]+)/([^/]+)/");

    @Test
    void everyLibraryInTheWarIsNamedWithItsVersion() throws Exception {
        try (ZipFile war = new ZipFile(Surroundings.war().toFile())) {
            Set<String> named = new HashSet<>();
            for (String bill : BILLS) {
                JsonNode read = read(war, bill);
                assertThat(read.path("bomFormat").asString()).isEqualTo("CycloneDX");
                read.path("components")
                        .forEach(component -> named.add(component.path("name").asString() + "-"
                                + component.path("version").asString()));
            }
            List<String> packed = war.stream()
                    .map(ZipEntry::getName)
                    .map(BillOfMaterialsTest::library)
                    .filter(name -> !name.isEmpty())
                    .toList();

            assertThat(packed).hasSizeGreaterThan(50).anyMatch(name -> name.startsWith("htmx.org-"));
            assertThat(named).containsAll(packed);
        }
    }

    private static String library(String entry) {
        Matcher jar = JAR.matcher(entry);
        if (jar.matches()) {
            return jar.group(1);
        }
        Matcher scripts = SCRIPTS.matcher(entry);
        return scripts.matches() ? scripts.group(1) + "-" + scripts.group(2) : "";
    }

    private static JsonNode read(ZipFile war, String name) throws IOException {
        try (InputStream in = war.getInputStream(war.getEntry(name))) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
