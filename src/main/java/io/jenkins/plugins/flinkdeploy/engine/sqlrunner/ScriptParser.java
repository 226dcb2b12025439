package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a script apart at its semicolons, not at those in quotes or comments. Comments become blanks of the same length, so
 * that the positions in Flink's messages stay right; hints are kept.
 */
final class ScriptParser {
    /** What only says that the INSERT statements after it are one job, which they are here anyway. */
    private static final Pattern TOGETHER = Pattern.compile("(?is)begin\\s+statement\\s+set|end");

    private static final Pattern BEFORE_INSERT =
            Pattern.compile("(?is)(?:(?:execute\\s+)?statement\\s+set\\s+begin|execute(?=\\s+insert\\b))(?:\\s+|$)");

    private final String script;
    private final StringBuilder current = new StringBuilder();
    private final List<Statement> statements = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int start;

    ScriptParser(String script) {
        // A byte order mark is no part of the first statement.
        this.script = script.startsWith("\uFEFF") ? script.substring(1) : script;
    }

    List<Statement> statements() {
        return statements;
    }

    List<String> problems() {
        return problems;
    }

    void run() {
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                int end = closing(i, String.valueOf(c), 1, "quote " + c);
                current.append(script, i, end);
                i = end;
            } else if (script.startsWith("--", i) || script.startsWith("//", i)) {
                int line = script.indexOf('\n', i);
                i = blank(i, line < 0 ? script.length() : line);
            } else if (script.startsWith("/*", i) && !script.startsWith("/*+", i)) {
                i = blank(i, closing(i, "*/", 2, "comment"));
            } else if (c == ';') {
                finish();
                i++;
                start = i;
            } else {
                current.append(c);
                i++;
            }
        }
        finish();
    }

    /** Behind the end of what begins at a place. */
    private int closing(int from, String mark, int openingLength, String what) {
        int end = script.indexOf(mark, from + openingLength);
        if (end < 0) {
            problems.add("line " + line(from) + ": the " + what + " that begins here does not end");
            return script.length();
        }
        return end + mark.length();
    }

    private int blank(int from, int to) {
        for (int i = from; i < to; i++) {
            current.append(script.charAt(i) == '\n' ? '\n' : ' ');
        }
        return to;
    }

    private void finish() {
        String text = current.toString();
        current.setLength(0);
        int offset = skipBlanks(text, 0);
        Matcher before = BEFORE_INSERT.matcher(text).region(offset, text.length());
        if (before.lookingAt()) {
            offset = skipBlanks(text, before.end());
        }
        String statement = text.substring(offset).trim();
        if (!statement.isEmpty() && !TOGETHER.matcher(statement).matches()) {
            statements.add(new Statement(line(start + offset), statement));
        }
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int line(int offset) {
        int line = 1;
        for (int i = 0; i < offset && i < script.length(); i++) {
            line += script.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
