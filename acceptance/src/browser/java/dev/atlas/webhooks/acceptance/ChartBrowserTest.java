package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** Charts as they are drawn; what they show is in the page's words, too. */
class ChartBrowserTest extends BrowserScenario {
    private static final int DESK = 1360;
    private static final int PHONE = 390;

    /** The last point at midnight, which has the widest label, at the very edge. Whatever changes the theme draws anew. */
    private static final String END_AT_MIDNIGHT =
            """
            () => {
              for (const figure of document.querySelectorAll("[data-chart]")) {
                const [times, ...lines] = JSON.parse(figure.dataset.series);
                const late = times.at(-1) - new Date(times.at(-1) * 1000).setHours(0, 0, 0, 0) / 1000;
                figure.dataset.series = JSON.stringify([times.map((at) => at - late), ...lines]);
              }
              document.documentElement.dataset.theme = document.documentElement.dataset.theme;
            }""";

    /** Whether something is drawn on the last pixels of the right edge, so that it was cut off there. */
    private static final String CUT_OFF =
            """
            () => [...document.querySelectorAll("[data-chart] canvas")].some((canvas) =>
              canvas.getContext("2d").getImageData(canvas.width - 2, 0, 2, canvas.height).data.some((value) => value > 0))""";

    @Test
    void theLastLabelOfTheTimeAxisIsWholeOnScreensOfAnyWidth() throws Exception {
        client.createEndpoint(receiver.url("/charts"), "deal.*");
        client.publish("deal.created", "{\"deal\":{\"value\":1}}");
        receiver.until("/charts", got -> got.size() == 1);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            context.close();
            openAs(scheme);
            logIn();
            for (int width : new int[] {PHONE, DESK}) {
                page.setViewportSize(width, 860);
                visit("?window=1h"); // of all of them its last point is the nearest to the edge
                page.locator("[data-chart] canvas").first().waitFor();
                page.evaluate(END_AT_MIDNIGHT);
                page.locator("[data-chart]").first().scrollIntoViewIfNeeded();
                shoot("chart-%d-%s".formatted(width, scheme));
                assertThat(page.evaluate(CUT_OFF)).as("%d px wide", width).isEqualTo(false);
            }
        }
    }
}
