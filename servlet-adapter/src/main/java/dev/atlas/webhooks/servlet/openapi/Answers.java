package dev.atlas.webhooks.servlet.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an operation answers when its method says only that it is some response. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {
    /** The record that is the body. */
    Class<?> value();

    /** Its status. */
    int status() default 200;

    /** Whether the body is a list of such records. */
    boolean list() default false;
}
