package io.jenkins.plugins.flinkdeploy.engine.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that this Java logs, as finely as it can, while this is open. */
final class EverythingLogged extends Handler implements AutoCloseable {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final List<Handler> others = List.of(root.getHandlers());

    EverythingLogged() {
        setLevel(Level.ALL);
        // The console need not have it.
        others.forEach(root::removeHandler);
        root.addHandler(this);
        root.setLevel(Level.FINEST);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLoggerName() + " " + new SimpleFormatter().format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.setLevel(before);
        root.removeHandler(this);
        others.forEach(root::addHandler);
    }
}
