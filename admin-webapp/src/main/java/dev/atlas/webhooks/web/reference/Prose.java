package dev.atlas.webhooks.web.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * A description as it is shown: paragraphs, and what stands between backticks as code.
 *
 * @param paragraphs each a row of pieces
 */
public record Prose(List<List<Piece>> paragraphs) {
    /** A piece of a paragraph. */
    public record Piece(String text, boolean code) {}

    public Prose {
        paragraphs = List.copyOf(paragraphs);
    }

    static Prose of(String text) {
        List<List<Piece>> paragraphs = new ArrayList<>();
        for (String paragraph : text.strip().split("\\n\\s*\\n", -1)) {
            if (!paragraph.isBlank()) {
                List<Piece> pieces = new ArrayList<>();
                for (String piece : paragraph.strip().split("`", -1)) {
                    pieces.add(new Piece(piece, pieces.size() % 2 == 1));
                }
                paragraphs.add(List.copyOf(pieces));
            }
        }
        return new Prose(paragraphs);
    }
}
