package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the server answers: a body at once, or a stream that lasts. */
sealed interface ApiResponse {
    /** @param warnings texts for the {@code Warning} headers */
    record Body(int code, String contentType, byte[] content, List<String> warnings) implements ApiResponse {}

    /** Watch events; absent timeout for as long as both sides live. */
    record Watch(Watches.Query query, Optional<Duration> timeout) implements ApiResponse {}

    /** Plain text until the source ends; the server closes it. */
    record Text(InputStream source) implements ApiResponse {}

    static Body json(int code, JsonNode tree) {
        return json(code, tree, List.of());
    }

    static Body json(int code, JsonNode tree, List<String> warnings) {
        return new Body(code, "application/json", Json.write(tree).getBytes(StandardCharsets.UTF_8), warnings);
    }

    static Body text(int code, String text) {
        return new Body(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
