package io.jenkins.plugins.flinkdeploy.engine.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.UncheckedIOException;

/**
 * What the operator wrote into {@code status.error}: its exception's class and message. Operators write JSON there (possibly cut
 * off in the middle) or a plain text; both are read.
 *
 * @param type the exception's class name, empty for a plain text
 * @param message the message; the innermost one that is known
 */
public record OperatorError(String type, String message) {
    /** Reads the text of {@code status.error}. */
    public static OperatorError parse(String text) {
        if (text.stripLeading().startsWith("{")) {
            try {
                return fromJson(Json.read(text));
            } catch (UncheckedIOException cutOff) {
                return new OperatorError("", text);
            }
        }
        return new OperatorError("", text);
    }

    private static OperatorError fromJson(JsonNode tree) {
        StringBuilder message =
                new StringBuilder(tree.path("message").asText("").strip());
        for (JsonNode inner : tree.path("throwableList")) {
            String innerMessage = inner.path("message").asText("");
            if (!innerMessage.isBlank() && message.indexOf(innerMessage) < 0) {
                message.append(message.length() == 0 ? "" : ": ").append(innerMessage);
            }
        }
        return new OperatorError(tree.path("type").asText(""), message.toString());
    }

    /** Whether the operator refused the specification itself. */
    public boolean isRejectedSpecification() {
        return type.endsWith("ValidationException");
    }

    /**
     * Whether it is one of the operator's exceptions that pass by themselves and say nothing about the job: operator 1.7.0 reports
     * a NullPointerException while a status that it reads is still empty.
     */
    public boolean isPassing() {
        // The operator may wrap it; the wrapping exception's message then begins with the class of the inner one.
        return type.endsWith("NullPointerException") || message.startsWith("java.lang.NullPointerException");
    }
}
