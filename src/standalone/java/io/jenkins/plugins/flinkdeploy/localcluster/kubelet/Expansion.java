package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' own references {@code $(NAME)} in commands, arguments and environment values; {@code $$(NAME)} stays. */
final class Expansion {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]+)\\)");

    private Expansion() {}

    static String expand(String text, Map<String, String> variables) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            if (name == null) {
                return Matcher.quoteReplacement("$");
            }
            return Matcher.quoteReplacement(variables.getOrDefault(name, match.group()));
        });
    }
}
