package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something a deployment is told. Time comes in with it; the decisions have no clock. */
public sealed interface Input {
    /** When it happened. */
    Instant at();

    /** The target was inspected. */
    record Inspected(Instant at, Inspection inspection) implements Input {}

    /** Image and resource are ready. */
    record Ready(Instant at, Prepared prepared) implements Input {}

    /** The first pending effect was done and there is nothing more to say about it. */
    record Finished(Instant at) implements Input {}

    /** A dry run: the API server would take the resource, with this effect. */
    record Planned(Instant at, ResourcePlan plan) implements Input {}

    /** The lease is ours, or somebody else's. */
    record LockAnswered(Instant at, Optional<String> heldBy) implements Input {}

    /** Savepoints beyond those to be kept were removed, or could not be; one line each. */
    record Pruned(Instant at, List<String> lines) implements Input {
        public Pruned {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A deployment of a newer commit comes before this one, which has not begun to change anything.
     *
     * @param by which, for people: {@code commit c0ffee00 (deployment …) waits for the target, too}
     */
    record Superseded(Instant at, String by) implements Input {}

    /** The operator was asked for the backup savepoint. */
    record SavepointAskedFor(Instant at, SavepointAsked asked) implements Input {}

    /**
     * What stands on the cluster, read under the lock.
     *
     * @param controlled of an order that controls what is deployed already: what it comes to
     */
    record BaselineRead(
            Instant at,
            Before before,
            Optional<String> rolledBackCommit,
            List<String> warnings,
            Optional<Controlled> controlled)
            implements Input {
        public BaselineRead {
            warnings = List.copyOf(warnings);
        }

        public BaselineRead(Instant at, Before before, Optional<String> rolledBackCommit) {
            this(at, before, rolledBackCommit, List.of(), Optional.empty());
        }
    }

    /**
     * The API server has the resource.
     *
     * @param clusterTime when it took it by its own clock, by which events and pods are dated, too; empty when it does not say
     */
    record Applied(Instant at, String uid, long generation, Optional<Instant> clusterTime) implements Input {
        public Applied(Instant at, String uid, long generation) {
            this(at, uid, generation, Optional.empty());
        }
    }

    /**
     * The resource as the API server has it now, empty when it is gone.
     *
     * @param changedBy who changed fields of this deployment after its apply, and which; empty when nobody did
     */
    record Confirmed(Instant at, Optional<ResourceSeen> live, Optional<String> changedBy) implements Input {
        public Confirmed(Instant at, Optional<ResourceSeen> live) {
            this(at, live, Optional.empty());
        }
    }

    /** The evidence is collected. */
    record Diagnosed(Instant at, Diagnosis diagnosis) implements Input {}

    /** The cluster was looked at. */
    record Observed(Instant at, Observation observation) implements Input {}

    /**
     * The first pending effect failed.
     *
     * @param problem what went wrong, for people
     * @param passing whether the same may succeed later without anybody changing anything
     * @param refused whether it is certain that nothing was done, now or at an earlier attempt; when it is not, an earlier request
     *     may have arrived although no answer came
     * @param retryAfter how long a busy server asks to be left alone
     */
    record Failed(Instant at, String problem, boolean passing, boolean refused, Optional<Duration> retryAfter)
            implements Input {
        /** Whoever got an answer that will stay the same knows that nothing was done. */
        public Failed(Instant at, String problem, boolean passing) {
            this(at, problem, passing, !passing);
        }

        public Failed(Instant at, String problem, boolean passing, boolean refused) {
            this(at, problem, passing, refused, Optional.empty());
        }
    }

    /** Another deployment has the target meanwhile, so the first pending effect was not done. */
    record Overtaken(Instant at, String problem) implements Input {}

    /** A person wants it to end. */
    record AbortAsked(Instant at, String by) implements Input {}
}
