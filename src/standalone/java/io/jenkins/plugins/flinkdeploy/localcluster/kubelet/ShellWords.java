package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a simple command as a POSIX shell does: quotes, backslashes and variables, no other expansions. */
final class ShellWords {
    private final String text;
    private final Map<String, String> variables;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    static List<String> split(String text, Map<String, String> variables) {
        return new ShellWords(text, variables).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n' -> endWord();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                case '$' -> append(variable());
                default -> append(String.valueOf(c));
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at);
        int stop = end < 0 ? text.length() : end;
        append(text.substring(at, stop));
        at = stop + 1;
    }

    private void doubleQuoted() {
        inWord = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
                append(String.valueOf(text.charAt(at++)));
            } else {
                append(c == '$' ? variable() : String.valueOf(c));
            }
        }
    }

    private void escaped() {
        if (at < text.length()) {
            append(String.valueOf(text.charAt(at++)));
        }
    }

    private String variable() {
        boolean braces = at < text.length() && text.charAt(at) == '{';
        int start = braces ? at + 1 : at;
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        if (end == start) {
            return "$";
        }
        at = braces ? end + 1 : end;
        return variables.getOrDefault(text.substring(start, end), "");
    }

    private void append(String part) {
        word.append(part);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
