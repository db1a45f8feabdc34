package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import java.net.URI;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * What connections may be shared by: where they lead, and who we are there. One that was made with a certificate never
 * carries what belongs to another one, or to none.
 */
record Destination(HttpHost host, @Nullable ClientCertificate certificate) {

    static Destination of(AttemptRequest request) {
        URI url = request.url();
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int defaultPort = scheme.equals("https") ? 443 : 80;
        return new Destination(
                new HttpHost(scheme, name, url.getPort() < 0 ? defaultPort : url.getPort()), request.certificate());
    }
}
