package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.EventScanner;
import dev.atlas.webhooks.dsl.scan.Numbers;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import dev.atlas.webhooks.dsl.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Our scanner against Jackson on mutated events: both accept the same documents and find the same values. A long run:
 * {@code -Datlas.dsl.documents=10000000}.
 */
class EventScannerTest {

    private static final int DOCUMENTS = Integer.getInteger("atlas.dsl.documents", 15_000);

    private static final List<List<String>> PATHS = Stream.of(
                    "type",
                    "id",
                    "created",
                    "tags",
                    "data.a",
                    "data.b",
                    "data.b.c",
                    "data.b.k",
                    "data.list",
                    "data.items",
                    "data.items.k",
                    "data.items.n",
                    "data.items.nested",
                    "data.n",
                    "data.t",
                    "data.nested",
                    "data.type",
                    "data.odd key",
                    "previous.a",
                    "previous.items.n",
                    "data.\u00e9\"\\",
                    "data.annual_revenue")
            .map(path -> List.of(path.split("\\.")))
            .toList();
    private static final List<String> TEXTS = List.of("x", "X", "xy", "", "1", "ss", "deal.created", "\ud83d\ude00");
    private static final Vocabulary VOCABULARY;
    private static final int[] SLOTS;

    static {
        Vocabulary.Builder builder = Vocabulary.builder();
        SLOTS = PATHS.stream().mapToInt(builder::slot).toArray();
        TEXTS.forEach(builder::text);
        VOCABULARY = builder.build();
    }

    private final EventScanner scanner = new EventScanner();

    @Test
    void mutatedEventsAreReadAsJacksonReadsThem() {
        Random random = new Random(7);
        RandomEvents events = new RandomEvents(3);
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = mutated(RoutingIndexTest.json(events.next()), random);
            accepted += agree(document) ? 1 : 0;
        }
        assertThat(accepted).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    private boolean agree(byte[] document) {
        EventView expected = jackson(document);
        Capture capture = ours(document);
        if ((expected == null) != (capture == null)) {
            throw new AssertionError((expected == null ? "only we accept " : "only Jackson accepts ") + text(document));
        }
        if (expected != null) {
            for (int i = 0; i < SLOTS.length; i++) {
                assertSame(document, expected, capture, i);
            }
        }
        return expected != null;
    }

    private static void assertSame(byte[] document, EventView expected, Capture capture, int at) {
        List<String> keys = PATHS.get(at);
        Path.Root root = Path.Root.named(keys.get(0)).orElseThrow();
        List<Path.Step> steps = keys.subList(1, keys.size()).stream()
                .<Path.Step>map(Path.Member::new)
                .toList();
        List<Value> values =
                Evaluation.of(expected, Catalogue.EMPTY).values(new Path(root, steps, Span.NOWHERE)).stream()
                        .filter(value -> value != Value.Absent.MISSING)
                        .toList();
        List<Value> tops = new ArrayList<>();
        List<Value> scalars = new ArrayList<>();
        for (int v = capture.first(SLOTS[at]); v != Capture.END; v = capture.next(v)) {
            Value value = capture.value(v);
            if (!capture.isElement(v)) {
                tops.add(value);
                assertThat(capture.isEmpty(v)).isEqualTo(isEmpty(values, tops.size() - 1));
            }
            if (isScalar(value)) {
                scalars.add(value);
            }
            if (capture.textNumber(v) >= 0) {
                assertThat(value).isEqualTo(new Value.Text(TEXTS.get(capture.textNumber(v))));
            } else if (capture.isText(v)) {
                assertThat(TEXTS).doesNotContain(((Value.Text) value).text());
            } else if (capture.isNumber(v)) {
                assertThat(capture.number(v)).isEqualTo(Numbers.screen(((Value.Num) value).amount()));
            }
        }
        String where = keys + " of " + text(document);
        assertThat(scalars).as(where).isEqualTo(open(values).toList());
        if (root != Path.Root.TAGS) {
            assertThat(tops.stream().map(Value::getClass))
                    .as(where)
                    .isEqualTo(values.stream().map(Value::getClass).toList());
        }
    }

    private static boolean isEmpty(List<Value> values, int at) {
        Value value = at < values.size() ? values.get(at) : Value.Absent.MISSING;
        return value == Value.Absent.NULL
                || (value instanceof Value.Text text && text.text().isEmpty())
                || (value instanceof Value.Arr array && array.elements().isEmpty())
                || (value instanceof Value.Obj object && object.members().isEmpty());
    }

    private static boolean isScalar(Value value) {
        return !(value instanceof Value.Arr || value instanceof Value.Obj || value instanceof Value.Absent);
    }

    private static Stream<Value> open(List<Value> values) {
        return values.stream()
                .flatMap(value -> value instanceof Value.Arr array ? open(array.elements()) : Stream.of(value))
                .filter(EventScannerTest::isScalar);
    }

    private @Nullable Capture ours(byte[] document) {
        try {
            return scanner.scan(document, VOCABULARY);
        } catch (MalformedEventException e) {
            return null;
        }
    }

    private static @Nullable EventView jackson(byte[] document) {
        try {
            return EventView.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString());
        } catch (CharacterCodingException | MalformedEventException e) {
            return null;
        }
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] document, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : document) {
            bytes.add(each);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(6)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.remove(at);
                case 2 -> bytes.add(at, (byte) "\"\\{}[],:0123456789.eE+- \n\ttrufalsn".charAt(random.nextInt(34)));
                case 3 -> bytes.addAll(at, piece(bytes, random));
                case 4 -> insert(bytes, at, ODD.get(random.nextInt(ODD.size())));
                default ->
                    bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(4)))
                            .clear();
            }
            if (bytes.isEmpty()) {
                bytes.add((byte) ' ');
            }
        }
        byte[] mutated = new byte[bytes.size()];
        for (int i = 0; i < mutated.length; i++) {
            mutated[i] = bytes.get(i);
        }
        return mutated;
    }

    private static final List<String> ODD = List.of(
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\ude00\\ud83d",
            "\u00e9",
            "\u4e2d",
            "\ud83d\ude00",
            "\\n",
            "\\/",
            "\\x",
            ",\"a\":1",
            ",\"a\":[1,{}]",
            "\"a\":null,",
            "e400",
            "00",
            "-",
            "1e-99999",
            "123456789012345678901234567890",
            "{}",
            "\\u0000",
            "\"data\":{\"a\":2},",
            "\"type\":7,",
            "\"tags\":[\"x\",[\"y\"],1],",
            "\"created\":1.5,",
            "\r\n ");

    private static void insert(List<Byte> bytes, int at, String text) {
        byte[] odd = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < odd.length; i++) {
            bytes.add(at + i, odd[i]);
        }
    }

    private static List<Byte> piece(List<Byte> bytes, Random random) {
        int from = random.nextInt(bytes.size());
        return List.copyOf(bytes.subList(from, Math.min(bytes.size(), from + random.nextInt(20))));
    }

    @Test
    void eachByteThatIsNotUtf8IsRefused() {
        for (int lead = 0; lead < 256; lead++) {
            for (int second : new int[] {0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}) {
                for (int rest : new int[] {0x22, 0x80, 0xBF}) {
                    agree(event((byte) lead, (byte) second, (byte) rest, (byte) rest));
                    agree(event((byte) lead, (byte) second));
                    agree(event((byte) lead, (byte) second, (byte) rest));
                }
            }
        }
    }

    private static byte[] event(byte... inText) {
        byte[] start = "{\"data\":{\"a\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] end = "\"}}".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(start.length + inText.length + end.length)
                .put(start)
                .put(inText)
                .put(end)
                .array();
    }

    @Test
    void depthAndLengthAreLimitedAsEverywhere() {
        String deepest = "{\"data\":{\"list\":" + "[".repeat(63) + "]".repeat(63) + "}}";
        assertThatCode(() -> agree(deepest.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
        assertThat(ours(deepest.getBytes(StandardCharsets.UTF_8))).isNotNull();
        String deeper = "{\"data\":{\"list\":" + "[".repeat(64) + "]".repeat(64) + "}}";
        assertThatThrownBy(() -> scanner.scan(deeper.getBytes(StandardCharsets.UTF_8), VOCABULARY))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("64 deep");
        agree(("{\"data\":{\"a\":\"" + "\u00e9".repeat(8_193) + "\"}}").getBytes(StandardCharsets.UTF_8));
        agree(("{\"data\":{\"list\":[" + "1,\"x\",".repeat(5_000) + "0]}}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLaterKeyTakesThePlaceOfAnEarlierOne() {
        for (String document : List.of(
                "{\"data\":{\"a\":1,\"a\":2}}",
                "{\"data\":{\"items\":[{\"k\":1,\"k\":2},{\"k\":3,\"n\":4,\"k\":5,\"\\u006b\":6}]}}",
                "{\"data\":{\"items\":{\"k\":1},\"items\":[{\"n\":1}]}}",
                "{\"data\":{\"b\":{\"c\":1}},\"data\":{\"b\":{\"k\":1}}}",
                "{\"data\":7,\"data\":{},\"tags\":[\"x\"],\"tags\":[],\"type\":\"x\",\"type\":null}",
                "{\"data\":{},\"data\":7}",
                "{\"data\":{},\"previous\":1}",
                "{\"data\":{},\"previous\":{\"a\":1},\"previous\":null}")) {
            agree(document.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aScanAllocatesNothing() {
        byte[] event = RoutingIndexTest.json(new RandomEvents.Source(
                "deal.created",
                List.of("x", "xy"),
                "{\"a\":12.50,\"b\":{\"c\":\"caf\\u00e9\"},\"list\":[1,2,3],\"items\":[{\"k\":\"x\"},{\"k\":\"y\"}]}",
                null));
        for (int i = 0; i < 20_000; i++) {
            scanner.scan(event, VOCABULARY);
        }
        long before = allocated();
        for (int i = 0; i < 1_000; i++) {
            scanner.scan(event, VOCABULARY);
        }
        assertThat(allocated() - before).isLessThan(ONE_OBJECT_EACH);
    }

    /** What one object in each of a thousand calls takes at least; asking allocates a little itself. */
    static final long ONE_OBJECT_EACH = 16_000;

    static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
