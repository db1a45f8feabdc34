package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which scope of an API key an operation asks for, where it is not the usual one: {@link Scope#READ} for GET,
 * {@link Scope#MANAGE} for the others.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface Needs {
    Scope value();
}
