package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReferencePagesTest extends PagesScenario {

    @Test
    void everyOperationAndObjectOfTheDocumentIsOnThePage() throws Exception {
        JsonNode document = WebappServer.api(workspace.services());

        String page = browser.get("/reference").body();

        document.path("paths")
                .forEachEntry((path, verbs) -> verbs.forEach(operation -> assertThat(page)
                        .contains("id=\"" + operation.path("operationId").asString() + "\"")
                        .contains(path)));
        document.at("/components/schemas").propertyNames().forEach(name -> assertThat(page)
                .contains("id=\"schema-" + name + "\""));
        assertThat(page).contains("/api/v1/openapi.json").doesNotContain("style=\"", "http://", "`");
    }
}
