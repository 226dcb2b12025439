package io.jenkins.plugins.flinkdeploy.standalone;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the process alive. */
final class Daemons {
    private Daemons() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, "flink-deploy " + name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
