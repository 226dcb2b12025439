package io.jenkins.plugins.flinkdeploy.standalone;

/** Whether somebody looks at what is printed. */
final class Terminal {
    private Terminal() {}

    /** Whether this process talks to a terminal that understands colours and movements. */
    static boolean isThere() {
        return System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }
}
