package dev.atlas.webhooks.dsl.parse;

import org.antlr.v4.runtime.Token;

/** Which names can stand in a filter without quotes. */
public final class Names {

    private Names() {}

    /** Whether the name can start a path, or stand as a bare word in a list: it is no word of the language. */
    public static boolean isPlain(String name) {
        return isShaped(name) && type(name) == FilterLexer.NAME;
    }

    /** Whether the name can follow a dot, where words of the language are names as well. */
    public static boolean isShaped(String name) {
        return name.matches("[\\p{L}_][\\p{L}0-9_]*(-[\\p{L}0-9_]+)*")
                && name.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private static int type(String name) {
        FilterLexer lexer = new FilterLexer(new Utf16Stream(name));
        lexer.removeErrorListeners();
        Token first = lexer.nextToken();
        return first.getStopIndex() == name.length() - 1 ? first.getType() : Token.INVALID_TYPE;
    }
}
