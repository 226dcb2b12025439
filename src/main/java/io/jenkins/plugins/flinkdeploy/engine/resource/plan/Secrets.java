package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps values that look like secrets out of what is shown or kept. When in doubt a value is hidden. */
public final class Secrets {
    static final String HIDDEN = "(hidden)";

    private static final String WORDS = "passw|passphrase|secret|token|key|credential";
    private static final Pattern NAME = Pattern.compile("(?i)(?:" + WORDS + ")");
    private static final Pattern HARMLESS = Pattern.compile("(?i)true|false|");
    /** {@code password=x}, {@code -Dapi.key: "x"} inside a longer text. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)((?:" + WORDS + ")[\\w.-]*[\"']?\\s*[=:]\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;&\"']+)");
    /** {@code scheme://user:password@host}. */
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(@)");

    /** {@code Authorization: Basic x}, {@code Bearer x}. */
    private static final Pattern IN_HEADER =
            Pattern.compile("(?i)(\\b(?:authorization[\"']?\\s*[:=]\\s*[\"']?\\w+|bearer)\\s+)[\\w.~+/=-]{8,}");

    private Secrets() {}

    /** Whether a key, variable or option of this name holds something that must not be shown. */
    static boolean isName(String name) {
        return NAME.matcher(name).find();
    }

    /** The value of a key of this name as it may be shown. */
    static String shown(String name, String value) {
        return isName(name) && !HARMLESS.matcher(value).matches() ? HIDDEN : masked(value);
    }

    /** The text without what looks like secrets inside it. */
    public static String masked(String text) {
        String headers = IN_HEADER.matcher(text).replaceAll("$1" + HIDDEN);
        String assigned = ASSIGNED.matcher(headers).replaceAll("$1" + HIDDEN);
        return IN_ADDRESS.matcher(assigned).replaceAll("$1" + HIDDEN + "$2");
    }

    /** The JSON value with each text in it {@link #masked(String) masked}. */
    public static JsonNode masked(JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(masked(value.asText()));
        }
        if (value instanceof ArrayNode array) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> shown.add(masked(item)));
            return shown;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> shown.set(field.getKey(), masked(field.getValue())));
            return shown;
        }
        return value;
    }

    /** Arguments, where a secret may stand behind its option, in the same argument or in the next. */
    static List<String> arguments(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        boolean secretFollows = false;
        for (String argument : arguments) {
            boolean option = argument.startsWith("-");
            int value = argument.indexOf('=');
            if (secretFollows && !option) {
                shown.add(HIDDEN);
            } else if (value > 0 && isName(argument.substring(0, value))) {
                shown.add(argument.substring(0, value + 1) + HIDDEN);
            } else {
                shown.add(masked(argument));
            }
            secretFollows = option && value < 0 && isName(argument);
        }
        return shown;
    }
}
