package io.jenkins.plugins.flinkdeploy.status;

/** Hears how the work of an activity goes. */
interface ActivityEnd {
    /** Where it stands, from which {@link ActivityWork} can go on; returns when that is kept. */
    void save(String state);

    void ended(boolean success, String text);

    /** It cannot be carried on. */
    void failed(Throwable why);
}
