package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.SignedRequest;
import dev.atlas.webhooks.attempt.Header;
import java.util.Map;
import java.util.TreeMap;

/** A delivery's request; the values of the endpoint's own headers are masked. */
record SignedRequestBody(String url, Map<String, String> headers, String body, String curl) {
    static SignedRequestBody of(SignedRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : request.headers()) {
            headers.put(header.name(), header.value());
        }
        return new SignedRequestBody(request.url().toString(), headers, request.body(), request.curl());
    }
}
