package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
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

    private static final String ROWS_IN_VIEW =
            "document.elementFromPoint(700, 450)?.closest('tr')?.dataset.key !== undefined";

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
    void noFrameTakesLongWhileOneScrollsThroughIt() {
        Object longest = page.evaluate(
                """
                () => new Promise((done) => {
                  let longest = 0, last = performance.now(), frames = 0;
                  const frame = (now) => {
                    longest = Math.max(longest, now - last);
                    last = now;
                    scrollBy(0, -400);
                    if (++frames < 150) requestAnimationFrame(frame); else done(longest);
                  };
                  requestAnimationFrame(frame);
                })""");
        Assertions.assertThat(((Number) longest).doubleValue())
                .as("the longest frame while scrolling, in ms")
                .isLessThan(500);
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
        page.waitForCondition(() -> page.evaluate(ROWS_IN_VIEW).equals(true));
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

    @Test
    void whatIsOutOfViewIsChosenAsWellAndTooMuchIsSaid() {
        page.evaluate("scrollTo(0, 0)");
        page.locator("#pick-all").click();
        assertThat(page.locator("[data-picked]")).hasText("1,500");
        assertThat(page.locator("[data-picked-too-many]")).hasText("At most 1,000 go at once.");
        assertThat(page.locator("[data-picked-send]")).isDisabled();
        assertThat(page.locator("[data-picked-more]")).isVisible();
        shoot("log-all-chosen");

        page.locator("form[data-pick] [type=reset]").click();
        assertThat(page.locator("form[data-pick]")).isHidden();
        Locator boxes = page.locator("#log tbody input[type=checkbox]");
        boxes.first().click();
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight * 0.6)");
        page.waitForCondition(() -> page.evaluate(ROWS_IN_VIEW).equals(true));
        page.evaluate("document.elementFromPoint(700, 450).closest('tr').setAttribute('data-far', '')");
        Locator far = page.locator("tr[data-far]");
        int sequence = Integer.parseInt(
                far.locator("[data-label=Sequence]").innerText().replace(",", ""));
        far.locator("input[type=checkbox]")
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(page.locator("[data-picked]")).hasText("%,d".formatted(ROWS - sequence + 1));
        assertThat(page.locator("[data-picked-send]")).isEnabled();
    }

    @Test
    void aRowIsShownOnceThoughThePageAfterItWasAskedForBeforeOthersWereGone() {
        Object twice = page.evaluate(
                """
                () => {
                  const [first, second] = [...document.querySelectorAll("#log tbody")].filter((body) => body.querySelector("[data-key]"));
                  first.append(second.querySelector("[data-key]").cloneNode(true)); // as it comes when a row before has left
                  first.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
                  const keys = [...document.querySelectorAll("#log [data-key]")].map((row) => row.dataset.key);
                  return keys.length - new Set(keys).size;
                }""");
        Assertions.assertThat(twice).isEqualTo(0);
    }

    @SuppressWarnings("unchecked")
    private List<String> seen() {
        return (List<String>) page.evaluate(READ);
    }

    private double number(String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }
}
