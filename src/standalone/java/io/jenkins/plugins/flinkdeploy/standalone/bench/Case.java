package io.jenkins.plugins.flinkdeploy.standalone.bench;

/** What was built before a build. */
enum Case {
    FIRST("first"),
    NO_CHANGE("noChange"),
    ONE_CLASS("oneClass");

    private final String key;

    Case(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
