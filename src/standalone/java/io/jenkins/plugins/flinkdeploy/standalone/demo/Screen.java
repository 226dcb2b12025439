package io.jenkins.plugins.flinkdeploy.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the demo prints: one screenful. On a terminal a passing line tells what is going on. */
final class Screen {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final Instant start;
    private final boolean terminal = System.console() != null;

    Screen(PrintStream out, Instant start) {
        this.out = out;
        this.start = start;
    }

    /** Shows what is going on, until the next line; nothing in a pipe. */
    void doing(String what) {
        if (terminal) {
            out.print(CLEAR_LINE + (what.isEmpty() ? "" : "… " + what));
            out.flush();
        }
    }

    void step(String text) {
        doing("");
        out.println(elapsed() + "  " + text);
    }

    void push(int number, String what) {
        out.println();
        step("git push, commit " + number + ": " + what);
    }

    void row(String name, String value) {
        out.println(String.format(Locale.ROOT, "         %-13s %s", name, value));
    }

    void line(String text) {
        doing("");
        out.println(text);
    }

    void keep(DemoOptions options) {
        line("The cluster stays up. To look at it, and to take it down:");
        line("  " + options.command() + " cluster status --directory "
                + options.directory().resolve("cluster"));
        line("  " + options.command() + " cluster down --directory "
                + options.directory().resolve("cluster"));
    }

    private String elapsed() {
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        return String.format(Locale.ROOT, "%02d:%02d  ", seconds / 60, seconds % 60)
                .strip();
    }
}
