package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.web.asset.Vendor;
import java.util.List;

/**
 * What every page shows or needs besides its own content. Templates get all addresses from here, so that the WAR works
 * under any context path. Immutable.
 *
 * @param contextPath the WAR's path, empty at the root
 * @param nonce lets this response's inline elements pass the content security policy
 * @param theme {@code light}, {@code dark}, or {@code auto} for what the browser prefers
 */
public record Shell(String contextPath, String nonce, String theme, Vendor vendor) {

    /** Address of one of our pages, given from the WAR's root on: {@code /endpoints}. */
    public String url(String path) {
        return contextPath + path;
    }

    /** Address of one of our own assets: {@code app.css}. */
    public String asset(String name) {
        return contextPath + "/assets/" + name;
    }

    public String importMap() {
        return vendor.importMap(contextPath);
    }

    public List<String> editorModules() {
        return vendor.editorModules(contextPath);
    }

    /** Settings of htmx: no evaluated code, no inline styles, no request elsewhere, no page kept in local storage. */
    public String htmxConfig() {
        return """
                {"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyCacheSize":0,\
                "refreshOnHistoryMiss":true,"scrollIntoViewOnBoost":false,"defaultSwapStyle":"outerHTML"}""";
    }
}
