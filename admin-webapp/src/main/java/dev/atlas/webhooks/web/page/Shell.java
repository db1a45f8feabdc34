package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.web.session.Flash;
import dev.atlas.webhooks.web.session.Visitor;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every page shows or needs besides its own content. Immutable.
 *
 * @param nonce lets this response's inline elements pass the content security policy
 * @param theme {@code light}, {@code dark}, or {@code auto} for what the browser prefers
 * @param visitor who looks at the page
 * @param workspace the name of the one that the visitor is in; empty before log-in
 * @param flash what the previous request has to say, if anything
 * @param now the one time that all relative times of the page count from
 */
public record Shell(
        Site site, String nonce, String theme, Visitor visitor, String workspace, @Nullable Flash flash, Instant now) {

    /** Address of one of our pages, given from the WAR's root on: {@code /endpoints}. */
    public String url(String path) {
        return site.url(path);
    }

    /** Address of one of our own assets: {@code js/app.js}. */
    public String asset(String name) {
        return site.asset(name);
    }

    /** Whether the visitor's role allows to change anything. */
    public boolean mayChange() {
        return visitor.mayChange();
    }

    /** How this page shows a point in time. */
    public Moment moment(Instant at) {
        return new Moment(at, now);
    }

    /** A description without the backticks that mark code in it. */
    public String prose(String description) {
        return description.replace("`", "");
    }

    /** How pages write a number: with thousands apart. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Settings of htmx: no evaluated code, no inline styles, no request elsewhere, no page kept in local storage. */
    public String htmxConfig() {
        return """
                {"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyCacheSize":0,\
                "refreshOnHistoryMiss":true,"defaultSwapStyle":"outerHTML"}""";
    }
}
