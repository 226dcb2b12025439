package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Arrays;
import java.util.Optional;

/** How a job's state is carried over an upgrade (the operator's upgrade modes). */
public enum StateMode {
    /** Stop with a savepoint and start from it. */
    SAVEPOINT,
    /** Start from the last checkpoint. */
    LAST_STATE,
    /** Start empty. */
    STATELESS;

    static Optional<StateMode> parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.resourceForm().equals(text))
                .findFirst();
    }

    /** The value of {@code spec.job.upgradeMode}. */
    public String resourceForm() {
        return Choices.written(this);
    }
}
