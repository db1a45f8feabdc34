package dev.atlas.webhooks.web.session;

import jakarta.ws.rs.ForbiddenException;

/** A request wants to change something without the token of one of our pages: an old page, or another site. */
public final class StaleFormException extends ForbiddenException {
    private static final long serialVersionUID = 1;

    StaleFormException() {
        super("the form's token does not belong to this session");
    }
}
