package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields that strict validation refused, in either of the wordings of the API server. */
final class UnknownFields {
    private static final Pattern FIELD =
            Pattern.compile("unknown field \"([^\"]+)\"|(\\.[^\\s:]+): field not declared in schema");

    private UnknownFields() {}

    /** For instance {@code the fields spec.foo, spec.job.bar}; empty when the refusal is about something else. */
    static Optional<String> in(String message) {
        Set<String> fields = new LinkedHashSet<>();
        Matcher matcher = FIELD.matcher(message);
        while (matcher.find()) {
            fields.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2).substring(1));
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((fields.size() == 1 ? "the field " : "the fields ") + String.join(", ", fields));
    }
}
