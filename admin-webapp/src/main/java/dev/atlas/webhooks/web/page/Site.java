package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.web.asset.Vendor;
import java.util.List;

/**
 * Where the WAR is deployed, and so what its addresses are. Immutable.
 *
 * @param contextPath the WAR's path, empty at the root
 */
public record Site(String contextPath, Vendor vendor) {

    /** Address of one of our pages, given from the WAR's root on: {@code /endpoints}. */
    public String url(String path) {
        return contextPath + path;
    }

    /** Address of one of our own assets: {@code js/app.js}. */
    public String asset(String name) {
        return contextPath + "/assets/" + name;
    }

    /** The browser's import map, as JSON. */
    public String importMap() {
        return vendor.importMap(contextPath);
    }

    /** Addresses of the modules behind the filter editor. */
    public List<String> editorModules() {
        return vendor.editorModules(contextPath);
    }

    /** Address of the charts' style sheet. */
    public String chartStyles() {
        return vendor.chartStyles(contextPath);
    }
}
