package dev.atlas.webhooks.servlet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.JettyServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonOverHttpTest {
    private static JettyServer server;

    @BeforeAll
    static void start() throws Exception {
        ResourceConfig config = new ResourceConfig()
                .register(new RequestBodyReader(new LargeBodies()))
                .register(new JsonWriter())
                .register(new ProblemMapper())
                .register(new Things());
        server = JettyServer.start(webapp -> webapp.addServlet(new JsonServlet(config), "/*"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void writesSnakeCaseNullsAndTimesWithMilliseconds() throws Exception {
        Answer answer = server.post("/things", "{\"name\":\"a\",\"size\":3,\"labels\":[\"x\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"name\":\"a\",\"item_size\":3,\"labels\":[\"x\"],\"made_at\":\"2026-11-24T00:00:00.000Z\",\"gone_at\":null}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void reportsEveryWrongMemberAtOnceAndGuessesWhatWasMeant() throws Exception {
        Answer answer = server.post("/things", "{\"nam\":\"a\",\"size\":\"3\",\"labels\":[\"x\",1]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.pointers()).containsExactly("/size", "/labels/1", "/name", "/nam");
        assertThat(answer.text("/errors/3/detail")).isEqualTo("unknown member; did you mean name?");
        assertThat(answer.text("/type")).isEqualTo("urn:atlas-webhooks:problem:invalid");
    }

    @Test
    void saysWhereMalformedJsonBreaksOff() throws Exception {
        Answer answer = server.post("/things", "{\n  \"name\": oops}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains("line 2, column 11").doesNotContain("tools.jackson");
    }

    @Test
    void refusesDuplicateMembersAndTextAfterTheEnd() throws Exception {
        assertThat(server.post("/things", "{\"name\":\"a\",\"name\":\"b\"}").status())
                .isEqualTo(400);
        assertThat(server.post("/things", "{\"name\":\"a\"} {}").status()).isEqualTo(400);
    }

    @Test
    void needsABodyThatIsAnObjectDeclaredAsJsonInUtf8() throws Exception {
        assertThat(server.post("/things", "").status()).isEqualTo(400);
        assertThat(server.post("/things", "[]").status()).isEqualTo(400);
        Answer form = server.send("POST", "/things", "name=a", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.text("/detail")).contains("Content-Type: application/json");
        Answer unreadable = server.send("POST", "/things", "{\"name\":\"a\"}", "Content-Type", "garbage");
        assertThat(unreadable.status()).isEqualTo(415);
        assertThat(unreadable.text("/detail")).contains("Content-Type: application/json");
        assertThat(server.send("POST", "/things", "{\"name\":\"a\"}").status()).isEqualTo(415);
        byte[] latin1 = "{\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(server.send("POST", "/things", latin1, "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        Answer zipped =
                server.send("POST", "/things", "x", "Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(zipped.status()).isEqualTo(415);
    }

    @Test
    void stopsReadingABodyAtItsLimitWhateverItsLengthClaims() throws Exception {
        String large = "{\"name\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(server.post("/things", large).status()).isEqualTo(413);
        assertThat(server.sendChunked("POST", "/things", large).status()).isEqualTo(413);
    }

    @Test
    void anOptionalBodyMayBeAbsentButNotWrong() throws Exception {
        assertThat(server.send("POST", "/things/poke", "").status()).isEqualTo(200);
        assertThat(server.post("/things/poke", "{\"name\":\"b\"}").text("/name"))
                .isEqualTo("b");
        assertThat(server.post("/things/poke", "{\"reason\":1}").pointers()).containsExactly("/reason");
    }

    @Test
    void slicesAnArrayWithoutTouchingItsElements() throws Exception {
        String body = "[ {\"a\": 1.10},\n{\"b\":[1, 2]} , 9007199254740993,\"x\" ]";

        assertThat(server.post("/things/batch", body).text("/labels/0")).isEqualTo("{\"a\": 1.10}");
        assertThat(server.post("/things/batch", body).texts("/labels"))
                .containsExactly("{\"a\": 1.10}", "{\"b\":[1, 2]}", "9007199254740993", "\"x\"");
        assertThat(server.post("/things/batch", "{\"items\": " + body + "}").text("/name"))
                .isEqualTo("/items");
    }

    @Test
    void refusesABatchThatIsNoArrayOrTooLong() throws Exception {
        for (String wrong : List.of("{}", "{\"other\":[]}", "{\"items\":[],\"x\":1}", "3", "{\"items\":3}", "[] []")) {
            assertThat(server.post("/things/batch", wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(server.post("/things/batch", "[1,2,").text("/detail")).contains("line 1");
        assertThat(server.post("/things/batch", "[1,2,3,4,5,6]").status()).isEqualTo(413);
    }

    @Test
    void checksQueryParametersTogether() throws Exception {
        Answer answer = server.get("/things?limit=201&since=yesterday&stat=x&name=a&name=b");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactlyInAnyOrder("/limit", "/since", "/name", "/stat");
        assertThat(answer.body()).contains("did you mean state?");
    }

    @Test
    void readsTimesInBothNotations() throws Exception {
        assertThat(server.get("/things?since=2026-11-24T10:30:00%2B01:00").text("/made_at"))
                .isEqualTo("2026-11-24T09:30:00.000Z");
        assertThat(server.get("/things?since=1732365600").text("/made_at")).isEqualTo("2024-11-23T12:40:00.000Z");
    }

    @Test
    void answersUnknownAddressesMethodsAndMediaTypesWithProblems() throws Exception {
        Answer nowhere = server.get("/nowhere");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.text("/detail")).contains("/nowhere");
        Answer method = server.send("DELETE", "/things", "");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET").contains("POST");
        Answer media = server.send("GET", "/things", "", "Accept", "text/html");
        assertThat(media.status()).isEqualTo(406);
        for (Answer answer : List.of(nowhere, method, media)) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().path("status").intValue()).isEqualTo(answer.status());
        }
    }

    @Test
    void aFaultOfOursTellsAnIdAndNothingElse() throws Exception {
        Answer answer = server.get("/things/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("its log has the details under").doesNotContain("secret detail");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsA503ToTryAgain() throws Exception {
        Answer answer = server.get("/things/unreachable");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void anUndecodableQueryIsA400() throws Exception {
        assertThat(server.raw("GET /atlas/things?limit=%zz HTTP/1.1")).contains(" 400 ");
    }

    @Path("/things")
    @Produces("application/json")
    public static final class Things {
        @GET
        public Thing list(@Context UriInfo uri) {
            Query query = new Query(uri.getQueryParameters());
            Integer limit = query.number("limit", 1, 200);
            Instant since = query.time("since");
            String name = query.text("name");
            query.text("state");
            query.end();
            return new Thing(name, limit == null ? 50 : limit, List.of(), since, null);
        }

        @POST
        public Thing create(RequestBody body) {
            Members in = body.members();
            Integer size = in.integer("size");
            List<String> labels = in.strings("labels");
            String name = in.requiredString("name");
            in.end();
            return new Thing(name, size, labels, Instant.parse("2026-11-24T00:00:00Z"), null);
        }

        @POST
        @Path("/poke")
        public Thing poke(RequestBody body) {
            Members in = body.optionalMembers();
            String name = in.string("name");
            in.string("reason");
            in.end();
            return new Thing(name, 0, List.of(), null, null);
        }

        @POST
        @Path("/batch")
        public Thing batch(@MaxBytes(1000) RequestBody body) {
            Elements elements = Elements.of(body.text(), "items", 5);
            return new Thing(elements.pointer(), 0, elements.slices(), null, null);
        }

        @GET
        @Path("/{fault: broken|unreachable}")
        public Thing fail(@PathParam("fault") String fault) {
            if (fault.equals("broken")) {
                throw new IllegalStateException("secret detail");
            }
            if (fault.equals("unreachable")) {
                throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
            }
            return new Thing(null, 0, List.of(), null, null);
        }
    }

    public record Thing(String name, int itemSize, List<String> labels, Instant madeAt, Instant goneAt) {}
}
