package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/** Dry runs of one deployment: before the lock, and under it only when the resource changed since. */
final class DryRuns {
    private static final String VERSION = "/metadata/resourceVersion";

    /** What was asked, and what the API server answered. */
    private record Answer(Manifest asked, Manifest answer) {}

    private final ClusterApi cluster;
    private Optional<Manifest> seen = Optional.empty();
    private boolean inspected;
    private Optional<Answer> last = Optional.empty();

    DryRuns(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** The resource as it was at the first look, perhaps long ago by now. */
    void inspected(Optional<Manifest> live) {
        seen = live;
        inspected = true;
    }

    /** Whether the API server would take it; throws when not. */
    void first(WhenSuspended policy, Manifest desired) {
        Optional<Manifest> live = inspected ? seen : cluster.get(desired.id());
        try {
            ask(ClusterEffects.kept(policy, desired, live));
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.CONFLICT || !inspected) {
                throw e;
            }
            // Somebody may have suspended the job since the first look.
            ask(ClusterEffects.kept(policy, desired, cluster.get(desired.id())));
        }
    }

    /** The resource as it would be after the apply, for the resource as it is now. */
    Manifest under(WhenSuspended policy, Manifest desired, Optional<Manifest> live) {
        Manifest asked = ClusterEffects.kept(policy, desired, live);
        Optional<Answer> first = last;
        // Nobody asks a third time, and many may wait in this process.
        last = Optional.empty();
        seen = Optional.empty();
        inspected = false;
        return first.filter(answer -> answer.asked().equals(asked) && isStillTrue(answer.answer(), live))
                .map(Answer::answer)
                .orElseGet(() -> cluster.apply(asked, true));
    }

    /** A dry run changes nothing, so its answer carries the version of what it was made of. */
    private static boolean isStillTrue(Manifest answer, Optional<Manifest> live) {
        return live.isEmpty()
                || live.get().textAt(VERSION).isPresent()
                        && live.get().textAt(VERSION).equals(answer.textAt(VERSION));
    }

    private void ask(Manifest asked) {
        last = Optional.of(new Answer(asked, cluster.apply(asked, true)));
    }
}
