package dev.atlas.webhooks.config;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one value from its text; a refusal is an {@link IllegalArgumentException} that says why, never a default. */
final class Values {
    private static final int MOST_OFFSETS = 50;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");

    private Values() {}

    static Function<String, String> matching(Pattern pattern) {
        return text -> require(pattern.matcher(text).matches(), text, "it has another form");
    }

    static Function<String, String> text(int shortest, int longest) {
        return text -> require(
                text.length() >= shortest && text.length() <= longest,
                text,
                "it has %d characters".formatted(text.length()));
    }

    static boolean flag(String text) {
        require(text.equals("true") || text.equals("false"), text, "it is neither true nor false");
        return text.equals("true");
    }

    static Function<String, Integer> number(int least, int most) {
        return text -> {
            int number;
            try {
                number = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("it is not a whole number", e);
            }
            return require(number >= least && number <= most, number, "it is out of range");
        };
    }

    static Function<String, Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration duration = DurationText.parse(text);
            return require(
                    duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0, duration, "it is out of range");
        };
    }

    static List<Duration> offsets(String text) {
        List<Duration> offsets = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Duration before = offsets.isEmpty() ? Duration.ZERO : offsets.get(offsets.size() - 1);
            Duration offset = DurationText.parse(part.strip());
            require(
                    offset.compareTo(before) > 0,
                    offset,
                    "%s is not longer than %s".formatted(part.strip(), DurationText.format(before)));
            offsets.add(offset);
        }
        return require(offsets.size() <= MOST_OFFSETS, offsets, "it has %d durations".formatted(offsets.size()));
    }

    static List<Cidr> ranges(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Cidr::parse)
                        .toList();
    }

    static <T> Set<T> set(String text, Function<String, T> item) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).map(item).collect(Collectors.toSet());
    }

    static String jdbcUrl(String text) {
        require(
                !text.startsWith("jdbc:mariadb:"),
                text,
                "the driver inside serves MySQL and MariaDB, under the one prefix jdbc:mysql:");
        return require(text.startsWith("jdbc:mysql:"), text, "it has another prefix");
    }

    static String host(String text) {
        return require(HOST.matcher(text).matches(), text, "it is not a host name or an address");
    }

    static String mailAddress(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            require(addresses.length == 1, text, "it holds %d addresses".formatted(addresses.length));
            addresses[0].validate();
            return text;
        } catch (AddressException e) {
            throw new IllegalArgumentException("it is not a mail address", e);
        }
    }

    /** Without a slash at the end, so that paths can be appended. */
    static URI publicUrl(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            require("http".equals(url.getScheme()) || "https".equals(url.getScheme()), url, "it is not http or https");
            require(url.getHost() != null, url, "it has no host");
            require(url.getRawUserInfo() == null, url, "it holds a user name");
            return require(
                    url.getRawQuery() == null && url.getRawFragment() == null, url, "it has a query or a fragment");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL", e);
        }
    }

    private static <T> T require(boolean condition, T value, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }
}
