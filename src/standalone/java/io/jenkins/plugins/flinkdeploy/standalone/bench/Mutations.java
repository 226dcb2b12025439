package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.util.List;
import java.util.Random;

/** Changes a text a little, in ways that YAML is sensitive to; now and then makes one of nothing but such pieces. */
final class Mutations {
    private static final List<String> PIECES = List.of(
            "~",
            "null",
            "{}",
            "[]",
            "[~]",
            "\n",
            " ",
            "  ",
            ":",
            ": ",
            "- ",
            "*big",
            "&x ",
            "<<: ",
            "!!str ",
            "0",
            "-1",
            "1e999",
            "9999999999999999999999",
            "'",
            "\"",
            "${X}",
            "$(X)",
            "a/b",
            "\t",
            "#",
            "|",
            ">",
            "? ",
            "yes",
            "0x1F",
            "1:30",
            ".nan",
            "*",
            "%",
            "\u0000",
            "\uD800",
            "\u2028",
            "jobs",
            "clusters",
            "{",
            "}",
            "[",
            "]",
            ",",
            "---\n");
    private static final int ONE_IN = 20;

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    String of(String good) {
        StringBuilder text = new StringBuilder(random.nextInt(ONE_IN) == 0 ? pieces() : good);
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && text.length() > 0; change++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, piece());
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> value(text, at);
            }
        }
        return text.toString();
    }

    private void value(StringBuilder text, int at) {
        int from = text.indexOf(": ", at);
        int line = from < 0 ? -1 : text.indexOf("\n", from);
        if (line > from) {
            text.replace(from + 2, line, piece());
        }
    }

    private String pieces() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(piece());
        }
        return text.toString();
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
