package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.web.asset.Modules;
import dev.atlas.webhooks.web.asset.Vendor;
import java.util.List;

/**
 * Where the WAR is deployed, and so what its addresses are. Immutable.
 *
 * @param contextPath the WAR's path, empty at the root
 */
public record Site(String contextPath, Vendor vendor, Modules modules) {
    private static final String APP = "js/app.js";

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

    /** Addresses of the modules that every page's script brings along. */
    public List<String> preloads() {
        return modules.broughtBy(APP).stream().map(this::asset).toList();
    }

    /** Addresses of the modules that this script brings along besides those of every page. */
    public List<String> preloads(String script) {
        List<String> there = modules.broughtBy(APP);
        return modules.broughtBy(script).stream()
                .filter(module -> !there.contains(module))
                .map(this::asset)
                .toList();
    }

    /** Address of the charts' style sheet. */
    public String chartStyles() {
        return vendor.chartStyles(contextPath);
    }
}
