package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The causes of a refused server-side apply: which other manager owns which fields. */
final class FieldConflicts {
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

    private FieldConflicts() {}

    /** For instance {@code field manager "helm" owns .spec.image, .spec.job.args}; empty when it is another sort of conflict. */
    static Optional<String> in(JsonNode status) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (JsonNode cause : status.path("details").path("causes")) {
            if (cause.path("reason").asText().equals("FieldManagerConflict")) {
                Matcher manager = MANAGER.matcher(cause.path("message").asText());
                String name = manager.find()
                        ? manager.group(1)
                        : cause.path("message").asText();
                fields.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(cause.path("field").asText());
            }
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fields.entrySet().stream()
                .map(owned -> "field manager \"" + owned.getKey() + "\" owns " + String.join(", ", owned.getValue()))
                .collect(Collectors.joining(" and ")));
    }
}
