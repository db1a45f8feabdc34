package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Collects the first errors of one text. */
final class Problems {

    private static final int MOST = 8;

    private final String text;
    private final List<Diagnostic> found = new ArrayList<>();

    Problems(String text) {
        this.text = text;
    }

    void at(Token token, String code, String message, Fix... fixes) {
        add(code, message, token.getStartIndex(), end(token), fixes);
    }

    void at(ParserRuleContext context, String code, String message, Fix... fixes) {
        int start = context.getStart().getStartIndex();
        add(code, message, start, end(context.getStop()), fixes);
    }

    void at(int start, int end, String code, String message, Fix... fixes) {
        add(code, message, start, end, fixes);
    }

    private void add(String code, String message, int start, int end, Fix... fixes) {
        if (found.size() < MOST) {
            found.add(Diagnostic.error(text, code, message, start, end, fixes));
        }
    }

    List<Diagnostic> found() {
        return found;
    }

    static int end(Token token) {
        return token.getType() == Token.EOF ? token.getStartIndex() : token.getStopIndex() + 1;
    }
}
