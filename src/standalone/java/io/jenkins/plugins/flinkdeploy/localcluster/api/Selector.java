package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors of lists and watches. */
final class Selector {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");

    private Selector() {}

    static Predicate<JsonNode> of(ResourceType type, ApiRequest request) {
        return labels(request.parameter("labelSelector").orElse(""))
                .and(fields(type, request.parameter("fieldSelector").orElse("")));
    }

    static Predicate<JsonNode> labels(String selector) {
        List<Predicate<JsonNode>> terms = new ArrayList<>();
        for (String term : COMMA_OUTSIDE_PARENTHESES.split(selector)) {
            if (!term.isBlank()) {
                terms.add(label(term.trim()));
            }
        }
        return terms.stream().reduce(object -> true, Predicate::and);
    }

    private static Predicate<JsonNode> label(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::trim).toList();
            String name = set.group(1);
            boolean in = set.group(2).equals("in");
            return object -> in
                    == (hasLabel(object, name)
                            && values.contains(label(object, name).asText()));
        }
        if (term.contains("!=")) {
            String[] parts = term.split("!=", 2);
            return object -> !label(object, parts[0].trim()).asText("").equals(parts[1].trim())
                    || !hasLabel(object, parts[0].trim());
        }
        if (term.contains("=")) {
            String[] parts = term.split("==?", 2);
            return object -> hasLabel(object, parts[0].trim())
                    && label(object, parts[0].trim()).asText("").equals(parts[1].trim());
        }
        return term.startsWith("!")
                ? object -> !hasLabel(object, term.substring(1).trim())
                : object -> hasLabel(object, term);
    }

    private static JsonNode label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name);
    }

    private static boolean hasLabel(JsonNode object, String name) {
        return !label(object, name).isMissingNode();
    }

    static Predicate<JsonNode> fields(ResourceType type, String selector) {
        List<Predicate<JsonNode>> terms = new ArrayList<>();
        for (String term : selector.split(",")) {
            if (!term.isBlank()) {
                boolean unequal = term.contains("!=");
                String[] parts = term.split(unequal ? "!=" : "==?", 2);
                if (parts.length < 2) {
                    throw Failures.badRequest("invalid field selector: " + term);
                }
                String field = parts[0].trim();
                if (type.schema().isPresent()
                        && !field.equals("metadata.name")
                        && !field.equals("metadata.namespace")) {
                    throw Failures.badRequest("field label not supported: " + field);
                }
                String pointer = "/" + field.replace('.', '/');
                terms.add(object -> object.at(pointer).asText("").equals(parts[1].trim()) != unequal);
            }
        }
        return terms.stream().reduce(object -> true, Predicate::and);
    }
}
