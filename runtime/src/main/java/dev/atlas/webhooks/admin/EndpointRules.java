package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.attempt.AddressGuard;
import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.EventTypePattern;
import dev.atlas.webhooks.endpoint.SignatureMode;
import dev.atlas.webhooks.event.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an endpoint may look like. Reports every problem of an input at once. */
public final class EndpointRules {
    /** Stands in for a header's value wherever it is shown, and means "unchanged" where it is sent back. */
    public static final String MASK = "********";

    private static final int MAX_URL = 2048;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_TYPES = 100;
    private static final int MAX_HEADERS = 20;
    private static final int MAX_HEADER_VALUE = 1024;
    private static final int MAX_RATE = 10_000;
    private static final int MIN_TIMEOUT = 100;
    private static final int MAX_TIMEOUT = 30_000;
    static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}<>,;\"]{1,64}@[^\\s@\\p{Cntrl}<>,;\"]{1,189}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{0," + MAX_HEADER_VALUE + "}");
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "user-agent");
    private static final List<String> RESERVED_PREFIXES = List.of("content-", "atlas-", "webhook-");

    private final AddressGuard guard;
    private final FilterLanguage language;
    private final Duration defaultTimeout;

    public EndpointRules(AddressGuard guard, FilterLanguage language, Duration defaultTimeout) {
        this.guard = guard;
        this.language = language;
        this.defaultTimeout = defaultTimeout;
    }

    /** The specification that the input makes of the present one ({@code null} when it is a new endpoint). */
    Result<EndpointSpec> apply(EndpointInput input, @Nullable EndpointSpec present) {
        Reading reading = new Reading(new ArrayList<>());
        URI url = reading.url(input.url(), present);
        EndpointSpec spec = new EndpointSpec(
                url == null ? URI.create("https://invalid.invalid") : url,
                reading.description(input.description(), present),
                reading.ownerEmail(input.ownerEmail(), present),
                reading.eventTypes(input.eventTypes(), present),
                reading.filter(input.filter(), present),
                input.serialize() != null ? input.serialize() : present != null && present.serialize(),
                reading.signature(input.signature(), present),
                reading.headers(input.headers(), present),
                input.headers() == null && present != null && present.headersUnreadable(),
                reading.rateLimit(input.rateLimit(), present),
                reading.timeout(input.timeoutMs(), present));
        return reading.problems.isEmpty() ? new Result.Ok<>(spec) : new Result.Invalid<>(reading.problems);
    }

    /** The specification of a listener: what it wants, and where it forwards to in place of an address. */
    Result<EndpointSpec> listener(ListenWish wish, @Nullable EndpointSpec present) {
        if (present != null && wish.forwardTo() == null) {
            return listening(wish, present, present.url());
        }
        URI address;
        try {
            URI target = new URI(wish.forwardTo() == null ? "//screen" : wish.forwardTo());
            address = new URI(
                    EndpointSpec.LISTENER_SCHEME, target.getRawAuthority(), target.getPath(), target.getQuery(), null);
        } catch (URISyntaxException e) {
            return new Result.Invalid<>(List.of(new Problem("/forward_to", "is not a URL: " + e.getReason())));
        }
        if (address.getHost() == null || address.toString().length() > MAX_URL) {
            return new Result.Invalid<>(List.of(
                    new Problem("/forward_to", "is a URL with a host and at most %,d characters".formatted(MAX_URL))));
        }
        return listening(wish, present, address);
    }

    private Result<EndpointSpec> listening(ListenWish wish, @Nullable EndpointSpec present, URI address) {
        String name = wish.name() == null ? "" : " " + wish.name();
        EndpointSpec plain = new EndpointSpec(
                address,
                "atlas webhooks listen" + name,
                null,
                present == null ? List.of("*") : present.eventTypes(),
                present == null ? "" : present.filter(),
                false,
                SignatureMode.ATLAS,
                Map.of(),
                false,
                null,
                defaultTimeout);
        EndpointInput input =
                new EndpointInput(null, null, null, wish.eventTypes(), wish.filter(), null, null, null, null, null);
        return apply(input, plain);
    }

    /** One input being read. */
    private final class Reading {
        private final List<Problem> problems;

        Reading(List<Problem> problems) {
            this.problems = problems;
        }

        @Nullable
        URI url(@Nullable String text, @Nullable EndpointSpec present) {
            if (text == null) {
                if (present == null) {
                    problem("/url", "is required: the https address that gets the events");
                }
                return present == null ? null : present.url();
            }
            if (text.length() > MAX_URL) {
                problem("/url", "has at most %,d characters".formatted(MAX_URL));
                return null;
            }
            try {
                URI url = new URI(text.strip());
                guard.checkUrl(url).ifPresent(detail -> problem("/url", detail));
                return url;
            } catch (URISyntaxException e) {
                problem("/url", "is not a URL: " + e.getReason());
                return null;
            }
        }

        String description(@Nullable String text, @Nullable EndpointSpec present) {
            if (text == null) {
                return present == null ? "" : present.description();
            }
            if (text.length() > MAX_DESCRIPTION) {
                problem("/description", "has at most %d characters".formatted(MAX_DESCRIPTION));
            }
            return text.strip();
        }

        @Nullable
        String ownerEmail(@Nullable String text, @Nullable EndpointSpec present) {
            if (text == null) {
                return present == null ? null : present.ownerEmail();
            }
            if (text.isBlank()) {
                return null;
            }
            if (!EMAIL.matcher(text.strip()).matches()) {
                problem("/owner_email", "is not an e-mail address");
            }
            return text.strip();
        }

        List<String> eventTypes(@Nullable List<String> types, @Nullable EndpointSpec present) {
            if (types == null) {
                return present == null ? List.of("*") : present.eventTypes();
            }
            if (types.isEmpty() || types.size() > MAX_TYPES) {
                problem("/event_types", "holds 1 to %d patterns; \"*\" stands for every type".formatted(MAX_TYPES));
            }
            for (int i = 0; i < types.size(); i++) {
                if (!EventTypePattern.isValid(types.get(i))) {
                    problem(
                            "/event_types/" + i,
                            "'%s' is not a type such as deal.updated, a prefix such as deal.*, or *"
                                    .formatted(types.get(i)));
                }
            }
            return types.stream().distinct().toList();
        }

        String filter(@Nullable String text, @Nullable EndpointSpec present) {
            if (text == null) {
                return present == null ? "" : present.filter();
            }
            if (language.compile(text) instanceof CompileResult.Rejected rejected) {
                rejected.diagnostics()
                        .forEach(d -> problem(
                                "/filter", "%s (line %d, column %d)".formatted(d.message(), d.line(), d.column())));
            }
            return text;
        }

        SignatureMode signature(@Nullable String word, @Nullable EndpointSpec present) {
            if (word == null) {
                return present == null ? SignatureMode.ATLAS : present.signature();
            }
            return SignatureMode.of(word).orElseGet(() -> {
                problem("/signature", "is \"atlas\" or \"standard-webhooks\"");
                return SignatureMode.ATLAS;
            });
        }

        Map<String, String> headers(@Nullable Map<String, String> headers, @Nullable EndpointSpec present) {
            Map<String, String> before = present == null ? Map.of() : present.headers();
            if (headers == null) {
                return before;
            }
            if (headers.size() > MAX_HEADERS) {
                problem("/headers", "holds at most %d headers".formatted(MAX_HEADERS));
            }
            Map<String, String> after = new LinkedHashMap<>();
            Set<String> names = new HashSet<>();
            headers.forEach((name, value) -> {
                String pointer = "/headers/" + name.replace("~", "~0").replace("/", "~1");
                String lower = name.toLowerCase(Locale.ROOT);
                if (!HEADER_NAME.matcher(name).matches()) {
                    problem(pointer, "is not a header name");
                } else if (RESERVED.contains(lower)
                        || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith)) {
                    problem(pointer, "is set by Atlas or by HTTP itself; choose another name");
                } else if (!names.add(lower)) {
                    problem(pointer, "is there twice: capitals do not tell headers apart");
                } else if (value.equals(MASK) && !before.containsKey(name)) {
                    problem(pointer, "has no value that could stay: give it one");
                } else if (!HEADER_VALUE.matcher(value).matches()) {
                    problem(
                            pointer,
                            "has a value of at most %,d printable ASCII characters".formatted(MAX_HEADER_VALUE));
                }
                after.put(name, value.equals(MASK) ? before.getOrDefault(name, value) : value);
            });
            return after;
        }

        @Nullable
        Integer rateLimit(@Nullable Integer rate, @Nullable EndpointSpec present) {
            if (rate == null) {
                return present == null ? null : present.rateLimit();
            }
            if (rate < 0 || rate > MAX_RATE) {
                problem(
                        "/rate_limit",
                        "is 1 to %,d attempts a second on each node, or 0 for no limit".formatted(MAX_RATE));
            }
            return rate == 0 ? null : rate;
        }

        Duration timeout(@Nullable Integer millis, @Nullable EndpointSpec present) {
            if (millis == null) {
                return present == null ? defaultTimeout : present.timeout();
            }
            if (millis < MIN_TIMEOUT || millis > MAX_TIMEOUT) {
                problem("/timeout_ms", "is %,d to %,d".formatted(MIN_TIMEOUT, MAX_TIMEOUT));
            }
            return Duration.ofMillis(millis);
        }

        private void problem(String pointer, String detail) {
            problems.add(new Problem(pointer, detail));
        }
    }

    /** Whether the change needs a new version of the endpoint's filter. */
    static boolean subscriptionChanged(EndpointSpec before, EndpointSpec after) {
        return !Objects.equals(before.filter(), after.filter())
                || !Objects.equals(before.eventTypes(), after.eventTypes());
    }
}
