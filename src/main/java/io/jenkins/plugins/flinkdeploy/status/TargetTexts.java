package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.status.BoardView;
import java.util.Optional;

/** Whether what is known of a target is all that there is. */
final class TargetTexts {
    private TargetTexts() {}

    /** Whether its clusters are only just being looked for. */
    static boolean isLoading(LiveTarget target, BoardView view) {
        return !view.current() && target.problem().isEmpty();
    }

    /** Why nothing of it is shown, or nothing new; empty while there is nothing to say. */
    static Optional<String> trouble(LiveTarget target, BoardView view) {
        String name = target.target().getName();
        return target.problem()
                .filter(any -> !view.current())
                .map(why -> view.rows().isEmpty()
                        ? Messages.ClustersPage_unreachable(name, why)
                        : Messages.ClustersPage_old(name, why));
    }
}
