package io.jenkins.plugins.flinkdeploy.status;

/** What is being done for an activity. It tells the activity itself how it goes. */
interface ActivityWork {
    /** Begins, or goes on; returns at once. */
    void begin();

    /** One short line on what it is doing. */
    String status();

    /** A person wants it to end. */
    void abort(String by);

    /** Stops looking after it without changing anything. */
    void detach();
}
