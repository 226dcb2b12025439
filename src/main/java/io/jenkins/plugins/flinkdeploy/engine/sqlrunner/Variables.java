package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${name}</code> and <code>${name:-default}</code>; <code>$${</code> stays <code>${</code>. A value inside
 * quotes cannot end them.
 */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\$)?\\{(?:([A-Za-z_][A-Za-z0-9_.-]*?)(?::-([^}]*))?\\})?");

    private final Map<String, String> values;
    private final Map<String, String> environment;

    /** @param values go before those of the environment */
    Variables(Map<String, String> values, Map<String, String> environment) {
        this.values = values;
        this.environment = environment;
    }

    /** The names that have neither a value nor a default. */
    Set<String> missing(String text) {
        Set<String> missing = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (isReference(matcher) && value(matcher) == null) {
                missing.add(matcher.group(2));
            }
        }
        return missing;
    }

    String replace(String text) {
        StringBuilder replaced = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        char quote = 0;
        int done = 0;
        while (matcher.find()) {
            quote = quoteAt(text, done, matcher.start(), quote);
            replaced.append(text, done, matcher.start());
            String value = isReference(matcher) ? value(matcher) : null;
            if (value != null) {
                String mark = String.valueOf(quote);
                replaced.append(quote == 0 ? value : value.replace(mark, mark + mark));
            } else {
                replaced.append(matcher.group().substring(matcher.group(1) == null ? 0 : 1));
            }
            done = matcher.end();
        }
        return replaced.append(text, done, text.length()).toString();
    }

    private static boolean isReference(Matcher matcher) {
        return matcher.group(1) == null && matcher.group(2) != null;
    }

    private String value(Matcher matcher) {
        String name = matcher.group(2);
        String value = values.containsKey(name) ? values.get(name) : environment.get(name);
        return value == null ? matcher.group(3) : value;
    }

    /** The quote that is open at a place, 0 for none. */
    private static char quoteAt(String text, int from, int to, char before) {
        char quote = before;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '\'' || c == '"' || c == '`')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return quote;
    }
}
