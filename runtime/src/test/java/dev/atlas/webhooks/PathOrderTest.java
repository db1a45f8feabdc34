package dev.atlas.webhooks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The path of an event as a list: a package imports only what stands above it. */
class PathOrderTest {
    private static final String ROOT = "dev.atlas.webhooks.";
    private static final List<String> PATH = List.of(
            "time",
            "jdbc",
            "config",
            "identity",
            "metrics",
            "event",
            "endpoint",
            "outbox",
            "route",
            "queue",
            "attempt",
            "outcome",
            "retry",
            "pause",
            "alert",
            "stats",
            "replay",
            "retention",
            "admin",
            "pipeline");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths("target/classes");

    @Test
    void everyPackageIsAStageOfThePath() {
        Set<String> stages = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith(ROOT + "alert.jte"))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(stages).containsExactlyInAnyOrderElementsOf(PATH);
    }

    @Test
    void aPackageImportsOnlyWhatStandsAboveIt() {
        for (int i = 0; i < PATH.size() - 1; i++) {
            String[] below = PATH.subList(i + 1, PATH.size()).stream()
                    .map(stage -> ROOT + stage + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + PATH.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(below)
                    .check(classes);
        }
    }

    @Test
    void onlyJdbcClassesTouchSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "jdbc..")
                .and()
                .haveNameNotMatching(".*\\.Jdbc[^.]*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi.v3.core.statement..")
                .check(classes);
    }

    /** Sessions, tickets, counters of failures and events are no changes of what a workspace has set up. */
    @Test
    void whatPeopleChangeGoesThroughTheAuditLog() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "admin..")
                .and()
                .haveNameNotMatching(".*\\.(Changes|Access|Accounts|LoginThrottle|Ingest)")
                .should()
                .callMethod(Database.class, "inTransaction", Function.class)
                .check(classes);
    }

    @Test
    void timeIsInjected() {
        noClasses().should().callMethod(Instant.class, "now").check(classes);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(classes);
    }
}
