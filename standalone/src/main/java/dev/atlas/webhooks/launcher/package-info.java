/**
 * Before the path: what {@code java -jar atlas-webhooks.war} runs first. Java 8 and no dependency, hence not
 * {@code @NullMarked}.
 */
package dev.atlas.webhooks.launcher;
