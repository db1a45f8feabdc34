package dev.atlas.webhooks.admin;

/**
 * A successful log-in.
 *
 * @param token what the browser keeps; only its hash is stored
 */
public record Login(String token, Actor actor) {
    @Override
    public String toString() {
        return "Login[***, " + actor + "]";
    }
}
