/**
 * Stage 5 of the language: many filters at once, from an event's bytes to those that it passes.
 *
 * <p>Making an index: each filter is parsed; the event types that it can pass are taken out of it, and what is left is
 * simplified for them ({@link dev.atlas.webhooks.dsl.index.Specialiser}). Of the conditions that must hold, the most selective
 * text, tag or prefix becomes its <em>key</em> (the access predicate of Fabret et al., "Filtering algorithms and implementation for
 * very fast publish/subscribe systems", SIGMOD 2001; an {@code or} is a union of keys, as the conjunctions of Whang et al., "Indexing
 * Boolean expressions", VLDB 2009, so the index is linear in the filters), the sharpest comparison with a number its
 * <em>range</em>, and the rest its <em>residue</em>, a test of captured values. Rules with the same filter share an entry, equal residues an
 * object. All of it is packed into a few arrays of numbers: clusters of entries behind one hash table by type and key, in a cluster
 * a run of bounds in order for each field and relation.
 *
 * <p>Asking it: one pass over the bytes captures the wanted values and numbers the known texts ({@code dsl.scan}); type and keys
 * lead to clusters by a few look-ups; of a one-sided run exactly those that hold are visited; residues are tested last. Bits,
 * one for each rule, put the answers in order, each once. Residues test texts in their bytes: patterns and regular expressions are
 * automata by then ({@code dsl.text}). Where slots alone do not tell ({@code any}, {@code all}, {@code count}, a position in an
 * array, what changed in an object) the objects and arrays concerned are opened as they lie in the event, level by level, each
 * once. Nothing is allocated, but by the few regular expressions that no automaton is made of, see {@code dsl.text}.
 *
 * <p>A change puts a small layer with the new rules over the old arrays, in which those that are gone are crossed out
 * (as log-structured merge trees do); a new index is made of both at leisure.
 */
@NullMarked
package dev.atlas.webhooks.dsl.index;

import org.jspecify.annotations.NullMarked;
