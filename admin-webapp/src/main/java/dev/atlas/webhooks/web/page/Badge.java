package dev.atlas.webhooks.web.page;

/**
 * A state in one word with a tone. The word alone says everything; the tone only helps the eye.
 *
 * @param tone {@code good}, {@code warn}, {@code bad}, {@code info} or {@code plain}
 */
public record Badge(String word, String tone) {}
