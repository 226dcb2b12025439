package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cause that the dictionary knows. Texts may hold {@code {1|something}}: what a group of the sign found, or
 * else "something".
 *
 * @param name its short name, which is also the anchor on the page of causes
 * @param signs what is said where this is the cause; any one is enough
 * @param explanation what it means
 * @param suggestion what to do
 */
record Cause(String name, List<Sign> signs, String explanation, String suggestion) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{1\\|([^}]*)}");

    /** Who has to say it. */
    enum Where {
        ANYWHERE(""),
        /** The state of a pod's container, as Kubernetes has it: the text begins with the reason. */
        POD("pod "),
        EVENT("event on "),
        OPERATOR("status.error"),
        JOB("job exception"),
        LOG("log of pod ");

        private final String source;

        Where(String source) {
            this.source = source;
        }

        boolean is(Evidence evidence) {
            return evidence.source().startsWith(source);
        }
    }

    /** A pattern in what somebody says. */
    record Sign(Where where, Pattern pattern) {}

    static Cause named(String name, String explanation, String suggestion) {
        return new Cause(name, List.of(), explanation, suggestion);
    }

    /** Also told by this pattern, whoever says it. */
    Cause by(String pattern) {
        return by(Where.ANYWHERE, pattern);
    }

    /** Also told by this pattern, when it is said there. */
    Cause by(Where where, String pattern) {
        List<Sign> more = new ArrayList<>(signs);
        more.add(new Sign(where, Pattern.compile(pattern, Pattern.MULTILINE)));
        return new Cause(name, List.copyOf(more), explanation, suggestion);
    }

    /** What it would be called in a link. */
    static String anchor(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** What a sign found in this evidence; empty when there is none. */
    Optional<Matcher> in(Evidence evidence) {
        for (Sign sign : signs) {
            if (sign.where().is(evidence)) {
                Matcher matcher = sign.pattern().matcher(evidence.text());
                if (matcher.find()) {
                    return Optional.of(matcher);
                }
            }
        }
        return Optional.empty();
    }

    /** A text with what was found in the place of its placeholder. */
    static String filled(String text, Optional<String> value) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(placeholder -> Matcher.quoteReplacement(value.orElse(placeholder.group(1))));
    }
}
