package org.example.sql;

import java.util.ArrayList;
import java.util.List;

/** Takes a script apart at its semicolons, not at those in quotes or comments. */
final class Statements {
    private Statements() {}

    static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            int end = i + 1;
            if (c == '\'' || c == '"' || c == '`') {
                int close = script.indexOf(c, i + 1);
                end = close < 0 ? script.length() : close + 1;
                current.append(script, i, end);
            } else if (script.startsWith("--", i)) {
                int line = script.indexOf('\n', i);
                end = line < 0 ? script.length() : line;
            } else if (script.startsWith("/*", i) && !script.startsWith("/*+", i)) {
                int close = script.indexOf("*/", i + 2);
                end = close < 0 ? script.length() : close + 2;
                current.append(' ');
            } else if (c == ';') {
                add(statements, current);
            } else {
                current.append(c);
            }
            i = end;
        }
        add(statements, current);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder current) {
        String statement = current.toString().trim();
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
        current.setLength(0);
    }
}
