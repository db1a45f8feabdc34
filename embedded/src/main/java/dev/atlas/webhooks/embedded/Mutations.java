package dev.atlas.webhooks.embedded;

import java.util.List;
import java.util.Random;

/** Texts as nobody means them: samples of what is allowed, changed here and there. The same ones for the same seed. */
public final class Mutations {
    private static final String[] PIECES = {
        "",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u0000",
        "\u007f",
        "\"",
        "'",
        "\\",
        "/",
        "//",
        ":",
        ";",
        ",",
        ".",
        "..",
        "%",
        "%00",
        "%2f",
        "=",
        "==",
        "-",
        "--",
        "_",
        "0",
        "00",
        "1",
        "-1",
        "9",
        "255",
        "256",
        "99999999999999999999",
        "1e9",
        "0x7f",
        "017",
        "::",
        "[",
        "]",
        "{",
        "}",
        "[[[[",
        "null",
        "true",
        "\u00e9",
        "\u0130",
        "\u212a",
        "\u202e",
        "\ufeff",
        "\uffff",
        "\ud800",
        "\ud83d\ude00",
        "A",
        "z",
        "W/",
        "*",
        "#",
        "@",
        "?",
        "ep_",
        "evt_",
        "atlas_sk_",
        "t=",
        "v1=",
        "-----BEGIN CERTIFICATE-----",
        "-----END PRIVATE KEY-----",
        "${jndi:x}",
        "' OR '1'='1"
    };

    private final Random random;
    private final List<String> samples;

    public Mutations(long seed, List<String> samples) {
        this.random = new Random(seed);
        this.samples = List.copyOf(samples);
    }

    /** The next text; every tenth is a sample as it is. */
    public String next() {
        StringBuilder text = new StringBuilder(samples.get(random.nextInt(samples.size())));
        int changes = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(6));
        switch (random.nextInt(5)) {
            case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            case 1 -> text.delete(at, to);
            case 2 -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
            case 3 -> text.insert(at, text.substring(at, to).repeat(1 + random.nextInt(3)));
            default -> text.insert(at, samples.get(random.nextInt(samples.size())));
        }
    }
}
