package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One statement of a script, as it is written: variables are not yet replaced, comments are blank. */
final class Statement {
    private static final Pattern SET = Pattern.compile("(?is)set\\s+'((?:[^']|'')*)'\\s*=\\s*'((?:[^']|'')*)'");

    private static final Pattern SETTING = Pattern.compile("(?is)(?:set|reset)\\b.*");
    private static final Pattern INSERT = Pattern.compile("(?is)insert\\b.*");
    private static final Pattern QUERY = Pattern.compile("(?is)(?:select|with|values|table)\\b.*|\\(.*");

    /** What starts a job besides INSERT. */
    private static final Pattern STARTS_JOB = Pattern.compile("(?is)(?:execute|compile|update|delete)\\b.*"
            + "|create\\s+materialized\\b.*|(?:create|replace)\\b.*\\bas\\s+(?:select|with)\\b.*");

    private static final int LONGEST_SHOWN = 60;

    private final int line;
    private final String text;

    /** @param line where it begins, counted from 1 */
    Statement(int line, String text) {
        this.line = line;
        this.text = text;
    }

    int line() {
        return line;
    }

    String text() {
        return text;
    }

    boolean isInsert() {
        return INSERT.matcher(text).matches();
    }

    boolean startsJob() {
        return STARTS_JOB.matcher(text).matches();
    }

    boolean isSetting() {
        return SETTING.matcher(text).matches();
    }

    /** Key and value, in this order, of {@code SET 'key' = 'value'}. */
    static Optional<String[]> setting(String text) {
        Matcher matcher = SET.matcher(text);
        return matcher.matches()
                ? Optional.of(new String[] {
                    matcher.group(1).replace("''", "'"), matcher.group(2).replace("''", "'")
                })
                : Optional.empty();
    }

    /** What is wrong with it whatever its variables are. */
    Optional<String> problem() {
        if (QUERY.matcher(text).matches()) {
            return Optional.of("the rows of a query go nowhere; write INSERT INTO and a table before it");
        } else if (isSetting() && !setting(text).isPresent()) {
            return Optional.of("an option is set by SET 'key' = 'value', both in single quotes");
        }
        return Optional.empty();
    }

    /** Line and beginning. */
    @Override
    public String toString() {
        String start = text.replaceAll("\\s+", " ");
        return "line " + line + ", "
                + (start.length() > LONGEST_SHOWN ? start.substring(0, LONGEST_SHOWN) + "…" : start);
    }
}
