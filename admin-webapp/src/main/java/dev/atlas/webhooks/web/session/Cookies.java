package dev.atlas.webhooks.web.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.util.Arrays;
import java.util.Optional;

/** Our cookies: sent back to this WAR only, never to scripts or other sites, and over TLS only where there is TLS. */
public final class Cookies {
    /** The session of a member. */
    static final String SESSION = "atlas_session";

    /** Stands in for the session until somebody logs in. */
    static final String VISIT = "atlas_visit";

    /** The {@link Flash} on its way through a redirect. */
    static final String FLASH = "atlas_flash";

    /** Set by the theme switch in the browser. */
    private static final String THEME = "atlas_theme";

    private static final int UNTIL_BROWSER_ENDS = -1;
    private static final int REMOVE = 0;

    private Cookies() {}

    /** The theme that the visitor chose, {@code auto} if none. */
    public static String theme(HttpServletRequest request) {
        return value(request, THEME)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("auto");
    }

    /** What the previous request has to say. */
    public static Optional<Flash> flash(HttpServletRequest request) {
        return value(request, FLASH).flatMap(Flash::ofCookie);
    }

    /** Ends the flash; goes out with the page that shows it. */
    public static NewCookie flashShown(HttpServletRequest request) {
        return remove(request, FLASH);
    }

    static Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static NewCookie set(HttpServletRequest request, String name, String value) {
        return cookie(request, name, value, UNTIL_BROWSER_ENDS);
    }

    static NewCookie remove(HttpServletRequest request, String name) {
        return cookie(request, name, "", REMOVE);
    }

    private static NewCookie cookie(HttpServletRequest request, String name, String value, int maxAge) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(request.getContextPath().isEmpty() ? "/" : request.getContextPath())
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(SameSite.LAX)
                .build();
    }
}
