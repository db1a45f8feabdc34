package dev.atlas.webhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.config.Cidr;
import dev.atlas.webhooks.embedded.Mutations;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHeadersTest {
    /** Says who the client is. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getRemoteAddr() + " " + request.getScheme() + " " + request.isSecure());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.0/8 | 203.0.113.9 | https | 203.0.113.9 https true",
                "127.0.0.0/8 | 1.1.1.1, 203.0.113.9 | https | 203.0.113.9 https true",
                "127.0.0.0/8,10.0.0.0/8 | 1.1.1.1, 203.0.113.9, 10.2.3.4 | https | 203.0.113.9 https true",
                "127.0.0.0/8 | 2001:db8::9 | http | 2001:db8::9 http false",
                "127.0.0.0/8 | evil.example | gopher | 127.0.0.1 http false",
                "127.0.0.0/8 | 203.0.113.9, evil.example | https | 127.0.0.1 https true",
                "10.0.0.0/8 | 203.0.113.9 | https | 127.0.0.1 http false",
                "'' | 203.0.113.9 | https | 127.0.0.1 http false",
            })
    void onlyTrustedProxiesAreBelieved(String trusted, String chain, String scheme, String seen) throws Exception {
        List<Cidr> ranges = trusted.isEmpty()
                ? List.of()
                : Arrays.stream(trusted.split(",", -1)).map(Cidr::parse).toList();
        JettyServer server = JettyServer.start(webapp -> {
            webapp.addFilter(new FilterHolder(new ForwardedHeaders(ranges)), "/*", EnumSet.of(DispatcherType.REQUEST));
            webapp.addServlet(new ServletHolder(new Echo()), "/echo");
        });
        try {
            Answer answer = server.send("GET", "/echo", "", "X-Forwarded-For", chain, "X-Forwarded-Proto", scheme);

            assertThat(answer.body()).isEqualTo(seen);
        } finally {
            server.stop();
        }
    }

    @Test
    void whateverAProxySendsTheClientIsAnAddressOfItOrTheProxyItself() throws Exception {
        JettyServer server = JettyServer.start(webapp -> {
            ForwardedHeaders filter = new ForwardedHeaders(List.of(Cidr.parse("127.0.0.0/8")));
            webapp.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
            webapp.addServlet(new ServletHolder(new Echo()), "/echo");
        });
        try {
            Mutations chains =
                    new Mutations(7, List.of("203.0.113.9", "1.1.1.1, 203.0.113.9", "2001:db8::9, 127.0.0.1"));
            Mutations schemes = new Mutations(8, List.of("https", "http", "https,http"));
            for (int i = 0; i < 400; i++) {
                String chain = header(chains.next());
                Answer answer = server.send(
                        "GET", "/echo", "", "X-Forwarded-For", chain, "X-Forwarded-Proto", header(schemes.next()));

                assertThat(answer.status()).as(chain).isEqualTo(200);
                assertThat(answer.body()).as(chain).matches("[0-9A-Fa-f:.%]+ (http false|https true)");
                String client = answer.body().substring(0, answer.body().indexOf(' '));
                assertThat(client.equals("127.0.0.1") || chain.contains(client))
                        .as(chain + " gave " + client)
                        .isTrue();
            }
        } finally {
            server.stop();
        }
    }

    /** What a header may hold at all. */
    private static String header(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "~").strip();
    }
}
