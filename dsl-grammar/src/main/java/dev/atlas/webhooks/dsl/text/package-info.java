/**
 * Tests of texts as they lie in the bytes of an event, without making strings of them: finite automata for patterns, made
 * beforehand ("Regular Expression Matching Can Be Simple And Fast", R. Cox, 2007), and plain comparisons. Bytes are UTF-8, in
 * which half a surrogate pair stands as three bytes of its own.
 */
@NullMarked
package dev.atlas.webhooks.dsl.text;

import org.jspecify.annotations.NullMarked;
