package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log of more pages than a browser likes to hold: read to its end, jumped through, and read back. */
class LongLogBrowserTest extends BrowserScenario {
    private static final int ROWS = 1_500;

    /** Scrolls down by less than a window at a time and tells which rows were seen, each once nothing is missing. */
    private static final String READ =
            """
            async () => {
              const seen = [];
              const frame = () => new Promise(requestAnimationFrame);
              for (;;) {
                for (let tries = 0; tries < 300; tries++) {
                  await frame();
                  const holes = [...document.querySelectorAll("#log tr.gap")].map((row) => row.getBoundingClientRect());
                  if (!holes.some(({ top, bottom }) => bottom > 0 && top < innerHeight)) break;
                }
                for (const row of document.querySelectorAll("#log tr[data-key]")) {
                  const { top, bottom } = row.getBoundingClientRect();
                  if (top >= 0 && bottom <= innerHeight && seen.at(-1) !== row.dataset.key && !seen.includes(row.dataset.key)) seen.push(row.dataset.key);
                }
                if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) return seen;
                scrollBy(0, 700);
              }
            }""";

    private String endpoint = "";

    @BeforeAll
    void fill() throws Exception {
        endpoint = client.createEndpoint(receiver.url("/long"), "quote.created").text("/id");
        client.publish("quote.created", "{}");
        client.until(
                "api/v1/deliveries?status=delivered&endpoint=" + endpoint,
                answer -> answer.json().path("data").size() == 1);
        JdbcFullLog.fill(database, ROWS - 1);
    }

    @BeforeEach
    void readToTheEnd() {
        logIn();
        visit("deliveries?endpoint=" + endpoint);
        page.waitForCondition(() -> {
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
            return page.locator("#log-pages a[rel=next]").count() == 0;
        });
    }

    @Test
    void onlyWhatIsNearIsInThePageAndTheRestLeavesOneGap() {
        assertThat(page.locator("#log tr.gap")).hasCount(1);
        Assertions.assertThat(number("document.querySelectorAll('#log tr').length"))
                .as("rows in the page, of " + ROWS)
                .isLessThan(300);
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)");
        assertThat(page.locator("#log tr.gap")).hasCount(2);
        Locator inView = page.locator("#log tr[data-key]");
        Assertions.assertThat(inView.count()).isLessThan(300);
    }

    @Test
    void nothingIsMissingAndNothingMovesOnTheWayBack() {
        double height = number("document.documentElement.scrollHeight");
        page.evaluate("scrollTo(0, 0)");
        assertThat(page.locator("#log tr[data-key]").first()).isVisible();
        Assertions.assertThat(seen())
                .hasSize(ROWS)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        Assertions.assertThat(number("document.documentElement.scrollHeight")).isEqualTo(height);
    }

    @Test
    void thrownIntoTheMiddleItAsksForThoseRowsOnly() {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("after=")) {
                asked.add(request.url());
            }
        });
        for (double part : List.of(0.9, 0.2, 0.7, 0.4, 0.5)) { // as one drags the scroll bar
            page.evaluate("part => scrollTo(0, document.documentElement.scrollHeight * part)", part);
        }
        page.waitForCondition(
                () -> page.evaluate("document.elementFromPoint(700, 450)?.closest('tr')?.dataset.key !== undefined")
                        .equals(true));
        Assertions.assertThat(asked).hasSizeBetween(1, 4);
    }

    @Test
    void whatWasOpenIsMarkedOnceOneComesBack() {
        page.evaluate("scrollTo(0, 0)");
        page.locator("#log .row-link").first().click();
        assertThat(page.locator("#log tr[aria-selected]")).hasCount(1);
        String first = page.locator("#log tr[aria-selected]").getAttribute("data-key");
        page.keyboard().press("Escape");
        page.locator("h1").click(); // the focus leaves the row
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        assertThat(page.locator("[data-key='" + first + "']")).hasCount(0);
        page.locator("#log .row-link").last().click();
        assertThat(page.locator("#log tr[aria-selected]")).hasCount(1);
        page.evaluate("scrollTo(0, 0)");
        assertThat(page.locator("[data-key='" + first + "']")).isVisible();
        assertThat(page.locator("[data-key='" + first + "'][aria-selected]")).hasCount(0);
    }

    @SuppressWarnings("unchecked")
    private List<String> seen() {
        return (List<String>) page.evaluate(READ);
    }

    private double number(String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }
}
