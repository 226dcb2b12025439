package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for errors. */
final class Texts {
    private static final int LONGEST_SHOWN = 60;
    private static final int MOST_LISTED = 20;

    /** More candidates than this take longer than a suggestion is worth. */
    private static final int MOST_COMPARED = 200;

    private Texts() {}

    /** The text in quotes, shortened when it is long, on one line. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return "'" + (line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line) + "'";
    }

    /** {@code parent.key}, or {@code parent[key]} when the key itself has a dot. */
    static String path(String parent, String key) {
        String shown = key.length() > LONGEST_SHOWN ? key.substring(0, LONGEST_SHOWN) + "…" : key;
        if (shown.indexOf('.') >= 0) {
            return parent + "[" + shown + "]";
        }
        return parent.isEmpty() ? shown : parent + "." + shown;
    }

    /** The words with commas, the first twenty of them. */
    static String listed(Collection<String> words) {
        String shown = words.stream()
                .limit(MOST_LISTED)
                .map(word -> word.length() > LONGEST_SHOWN ? word.substring(0, LONGEST_SHOWN) + "…" : word)
                .collect(Collectors.joining(", "));
        return words.size() > MOST_LISTED ? shown + " and " + (words.size() - MOST_LISTED) + " more" : shown;
    }

    /** The known word that the written one was probably meant to be. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST_SHOWN) {
            return Optional.empty();
        }
        String word = written.toLowerCase(Locale.ROOT);
        // A third of the letters may differ: enough for slips, too little to suggest something unrelated.
        int allowed = Math.max(1, (word.length() + 1) / 3);
        return known.stream()
                .limit(MOST_COMPARED)
                .filter(candidate -> candidate.length() <= LONGEST_SHOWN)
                .filter(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + replace);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
