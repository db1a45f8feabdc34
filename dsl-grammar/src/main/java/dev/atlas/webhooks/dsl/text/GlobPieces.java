package dev.atlas.webhooks.dsl.text;

import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.value.Texts;
import java.util.ArrayList;
import java.util.List;

/** Reads a glob; one that ignores case is for texts whose case has been taken away. */
final class GlobPieces {

    private static final Piece ANY = new Piece.One(CodePoints.all());

    private GlobPieces() {}

    /** The pieces of a glob, which is for a whole text. */
    static Piece read(Glob glob) {
        String text = glob.caseless() ? Texts.fold(glob.pattern()) : glob.pattern();
        boolean isLike = glob.wildcards() == Glob.Wildcards.STAR_AND_QUESTION_MARK;
        int[] pattern = text.codePoints().toArray();
        List<Piece> pieces = new ArrayList<>(List.of(Piece.Edge.BEGIN));
        for (int i = 0; i < pattern.length; i++) {
            int c = pattern[i];
            if (c == '\\' && isLike && i + 1 < pattern.length) {
                pieces.add(new Piece.One(CodePoints.of(pattern[++i])));
            } else if (c == '*' && glob.wildcards() != Glob.Wildcards.NONE) {
                pieces.add(new Piece.Repeat(ANY, 0, Piece.Repeat.ANY_NUMBER));
            } else {
                pieces.add(c == '?' && isLike ? ANY : new Piece.One(CodePoints.of(c)));
            }
        }
        pieces.add(Piece.Edge.END);
        return new Piece.Sequence(pieces);
    }
}
