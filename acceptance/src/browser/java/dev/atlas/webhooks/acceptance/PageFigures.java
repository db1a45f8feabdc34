package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Figures of the pages, not in any build since they depend on the machine: first loads with the processor slowed down four
 * times, and a log of 100,000 deliveries scrolled from its first row to its last one. {@code README.md} has what was
 * found, and the command.
 */
class PageFigures extends BrowserScenario {
    private static final int SLOWER = 4;
    private static final int LOADS = 5;
    private static final int ROWS = 100_000;

    @Test
    void firstLoads() throws Exception {
        client.createEndpoint(receiver.url("/figures"), "deal.created");
        for (int i = 0; i < 60; i++) {
            client.publish("deal.created", "{\"deal\":{\"value\":" + i + "}}");
        }
        receiver.until("/figures", got -> got.size() == 60);
        logIn();
        String login = context.storageState();
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", SLOWER);
        for (String path : List.of("", "endpoints", "deliveries", "endpoints/new")) {
            List<Double> painted = new ArrayList<>();
            List<Double> loaded = new ArrayList<>();
            List<Double> usable = new ArrayList<>();
            for (int i = 0; i < LOADS; i++) {
                context.close();
                openAs(ColorScheme.LIGHT, login);
                context.newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
                visit(path);
                usable.add(number("performance.now()"));
                painted.add(number("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
                loaded.add(number("performance.getEntriesByType('navigation')[0].loadEventEnd"));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-16s first paint %4.0f ms, loaded %4.0f ms, answers keys %4.0f ms (medians of %d, nothing cached, CPU"
                            + " %d times slower)%n",
                    "/" + path,
                    median(painted),
                    median(loaded),
                    median(usable),
                    LOADS,
                    SLOWER);
        }
    }

    @Test
    void aLogOfAHundredThousandRows() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/full"), "quote.created").text("/id");
        client.publish("quote.created", "{}");
        client.until(
                "api/v1/deliveries?status=delivered&endpoint=" + endpoint,
                answer -> answer.json().path("data").size() == 1);
        JdbcFullLog.fill(database, ROWS);
        logIn();
        visit("deliveries?endpoint=" + endpoint);
        page.evaluate(WATCH);
        page.mouse().move(700, 500);
        CDPSession devTools = context.newCDPSession(page);
        System.out.printf(Locale.ROOT, "at the top: %s%n", state(devTools));
        long start = System.nanoTime();
        boolean end = false;
        for (int turns = 1; !end; turns++) {
            page.mouse().wheel(0, 1_500);
            if (turns % 250 == 0) {
                System.out.printf(Locale.ROOT, "%,8.0f px: %s%n", number("scrollY"), state(devTools));
            }
            end = turns % 10 == 0
                    && page.evaluate("!document.querySelector('#log-pages a[rel=next]')"
                                    + " && scrollY + innerHeight >= document.documentElement.scrollHeight - 4")
                            .equals(true);
        }
        System.out.printf(
                Locale.ROOT, "the end after %,d s: %s%n", (System.nanoTime() - start) / 1_000_000_000, state(devTools));
        assertThat(page.locator("#log tbody").last().locator("tr").last()).containsText("quote.created");
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)");
        page.waitForCondition(() -> page.evaluate(ROWS_IN_VIEW).equals(true));
        System.out.printf(Locale.ROOT, "thrown to the middle: %s%n", state(devTools));
        page.evaluate("scrollTo(0, 0)");
        page.waitForCondition(() -> page.evaluate(ROWS_IN_VIEW).equals(true));
        System.out.printf(Locale.ROOT, "thrown back to the top: %s%n", state(devTools));
        devTools.detach();
    }

    /** Keeps how long each frame took. */
    private static final String WATCH =
            """
            () => {
              window.frames60 = [];
              let last = performance.now();
              const frame = (now) => { window.frames60.push(now - last); last = now; requestAnimationFrame(frame); };
              requestAnimationFrame(frame);
            }""";

    private static final String ROWS_IN_VIEW =
            "document.elementFromPoint(700, 450)?.closest('tr')?.dataset.key !== undefined";

    private String state(CDPSession devTools) {
        devTools.send("HeapProfiler.collectGarbage");
        JsonObject counters = devTools.send("Memory.getDOMCounters");
        JsonObject heap = devTools.send("Runtime.getHeapUsage");
        double median = number("window.frames60.toSorted((a, b) => a - b)[window.frames60.length >> 1] ?? 0");
        double share =
                number("window.frames60.toSorted((a, b) => a - b)[Math.floor(window.frames60.length * 0.99)] ?? 0");
        double longest = number("Math.max(0, ...window.frames60)");
        page.evaluate("window.frames60.length = 0");
        return String.format(
                Locale.ROOT,
                "%,d pages of the list, %,.0f rows, %,.0f elements in the page, %,d nodes, heap %.1f MB;"
                        + " frames: median %.0f ms, 99 of 100 within %.0f ms, longest %.0f ms",
                page.locator("#log tbody").count(),
                number("document.querySelectorAll('#log tr[data-key]').length"),
                number("document.getElementsByTagName('*').length"),
                counters.get("nodes").getAsLong(),
                heap.get("usedSize").getAsDouble() / 1_000_000,
                median,
                share,
                longest);
    }

    private double number(String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
