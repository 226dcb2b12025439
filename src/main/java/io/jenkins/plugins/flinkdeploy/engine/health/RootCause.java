package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The innermost exception of a stack trace: the one that tells most.
 *
 * @param text its class and message
 * @param userFrame the first line of code of its trace that belongs neither to Java nor to Flink nor to what they bring
 */
record RootCause(String text, Optional<String> userFrame) {
    private static final Pattern HEAD = Pattern.compile(
            "^(?:Exception in thread \"[^\"]*\" )?(?:Caused by: )?((?:[a-zA-Z_$][\\w$]*\\.)+[A-Z][\\w$]*)(: .*)?$");
    private static final Pattern FRAME = Pattern.compile("^\\s*at (?:\\S+/)?([\\w.$<>]+)\\(([^)]*)\\).*$");
    private static final Pattern NOT_THE_USER_S = Pattern.compile(
            "^(?:java|javax|jdk|sun|com\\.sun|scala|akka|kotlin|org\\.apache|org\\.slf4j|io\\.netty|io\\.fabric8|okhttp3"
                    + "|com\\.fasterxml|com\\.esotericsoftware)\\..*");

    /** Reads a stack trace, or a log with one; empty when there is none. */
    static Optional<RootCause> of(String trace) {
        Optional<String> head = Optional.empty();
        Optional<String> frame = Optional.empty();
        for (String line : trace.split("\n", -1)) {
            Matcher heading = HEAD.matcher(line.strip());
            if (heading.matches() && (head.isEmpty() || line.strip().startsWith("Caused by: "))) {
                String message = Optional.ofNullable(heading.group(2)).orElse("");
                head = Optional.of(heading.group(1) + message);
                frame = Optional.empty();
                continue;
            }
            Matcher at = FRAME.matcher(line);
            if (frame.isEmpty()
                    && at.matches()
                    && !NOT_THE_USER_S.matcher(at.group(1)).matches()) {
                frame = Optional.of(at.group(1) + "(" + at.group(2) + ")");
            }
        }
        Optional<String> user = frame;
        return head.map(text -> new RootCause(text, user));
    }
}
