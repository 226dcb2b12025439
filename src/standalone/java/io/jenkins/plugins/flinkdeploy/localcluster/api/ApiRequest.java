package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param method HTTP method in capitals
 * @param rawPath path without the query, still percent-encoded
 * @param headers first value by name in lower case
 */
record ApiRequest(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body) {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** The decoded parts of the path. */
    List<String> segments() {
        return Arrays.stream(rawPath.split("/"))
                .filter(part -> !part.isEmpty())
                .map(ApiRequest::decode)
                .toList();
    }

    /** Decodes a percent-encoded text, in which a plus sign stands for itself. */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    boolean flag(String name) {
        return parameter(name)
                .filter(value -> !value.equals("false") && !value.equals("0"))
                .isPresent();
    }

    Optional<Long> number(String name) {
        return parameter(name).filter(value -> !value.isEmpty()).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw Failures.badRequest("parameter " + name + " is not a number: " + value);
            }
        });
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type of the body without its parameters. */
    String mediaType() {
        return header("Content-Type")
                .map(type -> type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))
                .orElse("application/json");
    }

    /** The body as JSON or YAML, by its media type. */
    JsonNode tree() {
        String type = mediaType();
        if (type.contains("protobuf") || type.contains("cbor")) {
            throw Failures.unsupportedMediaType(type);
        }
        try {
            // JSON bodies are the rule, also under the YAML media types; only what is no JSON goes to the slower
            // parser.
            JsonNode tree = type.contains("yaml") && !startsLikeJson()
                    ? YAML.readTree(body)
                    : Json.mapper().readTree(body);
            return tree == null ? Json.object() : Numbers.normal(tree);
        } catch (JsonProcessingException e) {
            throw Failures.badRequest("the body of the request cannot be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Failures.badRequest("the body of the request cannot be read: " + e.getMessage());
        }
    }

    ObjectNode object() {
        if (tree() instanceof ObjectNode object) {
            return object;
        }
        throw Failures.badRequest("the body of the request is not an object");
    }

    private boolean startsLikeJson() {
        return body.length > 0 && (body[0] == '{' || body[0] == '[');
    }
}
