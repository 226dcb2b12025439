package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person can have done with a cluster on its page. */
public enum Kind {
    START(Control.Action.START),
    STOP(Control.Action.STOP),
    RESTART(Control.Action.RESTART),
    SAVEPOINT(null),
    CANCEL(Control.Action.CANCEL);

    private final Control.Action action;

    Kind(Control.Action action) {
        this.action = action;
    }

    /** As the engine has it; empty for a savepoint, after which the job goes on. */
    Optional<Control.Action> action() {
        return Optional.ofNullable(action);
    }

    /** As in addresses and records: {@code stop}. */
    public String getWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As on buttons. */
    public String getName() {
        return ControlTexts.name(this);
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.getWord().equals(word))
                .findFirst();
    }

    /** What makes sense for a cluster as it is. */
    static List<Kind> of(ClusterStatus status) {
        if (status.state() == ClusterState.ABSENT || status.state() == ClusterState.DELETING) {
            return List.of();
        }
        if (status.session()) {
            // Its jobs are stopped one by one.
            return List.of(values());
        }
        return status.wantedStopped() ? List.of(START) : List.of(STOP, RESTART, SAVEPOINT, CANCEL);
    }
}
