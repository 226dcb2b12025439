package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.List;

/**
 * What follows from an input.
 *
 * @param deployment the new state; its first pending effect is to be done next
 * @param log what to tell the person who watches
 */
public record Decision(Deployment deployment, List<LogLine> log) {
    public Decision {
        log = List.copyOf(log);
    }
}
