/**
 * Stage 0 of the language, for many filters at once: one pass over the UTF-8 bytes of an event proves that they are JSON (RFC
 * 8259) and takes out what the filters name, into slots that are used again for the next event. Nothing is allocated on the
 * way.
 *
 * <p>Texts are passed over eight bytes at a time, as words (SWAR, "SIMD within a register"; Mycroft's test for a zero byte),
 * and what a filter may compare them with is known by number, so that equality is the comparison of two {@code int}s.
 */
@NullMarked
package dev.atlas.webhooks.dsl.scan;

import org.jspecify.annotations.NullMarked;
