package dev.atlas.webhooks.web;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a workspace on a real database, with its owner logged in before each test. */
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
abstract class PagesScenario {
    SampleWorkspace workspace;
    WebappServer webapp;
    Browser browser;

    @BeforeAll
    void start(TestDatabase database, @TempDir Path content) throws Exception {
        workspace = new SampleWorkspace(database.dataSource(), InstantSource.system());
        webapp = new WebappServer(content, workspace.services(), InstantSource.system(), 0);
        fill();
    }

    /** What the workspace holds before the first test. */
    void fill() {}

    @AfterAll
    void stop() throws Exception {
        webapp.stop();
        workspace.close();
    }

    @BeforeEach
    void logIn() throws Exception {
        browser = webapp.browser();
        browser.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
        browser.get("/"); // its forms bear the token of this session
    }
}
