package dev.atlas.webhooks.embedded;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a test class: gives it a real database by parameters of type {@link TestDatabase} (empty, made for this parameter
 * alone) or {@link DatabaseServer} (the one that all tests of this JVM share).
 *
 * <p>A database asked for in a test method, or in a {@code @BeforeEach}, lives for that test; one asked for in a
 * constructor or in a {@code @BeforeAll} lives for the class, even if the constructor is called once per test. The
 * server is the one that the system property {@code atlas.test.database} names ({@code mariadb}, the default, or {@code
 * mysql}): the profile mysql runs these tests, found by their tag, on both. It starts when first asked for, empty,
 * under the working directory's {@code target}, and stops when the last test has ended.
 */
@Documented
@Tag("database")
@ExtendWith(TestDatabases.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DatabaseTest {}
