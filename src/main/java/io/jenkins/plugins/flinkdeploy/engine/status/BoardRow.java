package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table of clusters tells of one of them, from watched resources alone.
 *
 * @param resource the FlinkDeployment
 * @param state what it does
 * @param reason why, where the state alone does not tell
 * @param wantedStopped whether suspended is asked for
 * @param session whether it is a session cluster
 * @param partOf the FlinkBlueGreenDeployment of which it is one colour
 * @param jobs how many jobs are in each of Flink's states, as the operator saw them last
 * @param pods how many pods it has, and how many of them are ready
 * @param since when the job started, or when this state was first seen; empty when it was so before anybody looked
 * @param service the service that it belongs to
 * @param owner who answers for it
 * @param flinkVersion as the resource has it, for instance {@code v1_20}
 * @param version the commit, and how it stands
 * @param deployed the last deployment
 */
public record BoardRow(
        ResourceId resource,
        ClusterState state,
        Optional<String> reason,
        boolean wantedStopped,
        boolean session,
        Optional<String> partOf,
        Map<String, Integer> jobs,
        Pods pods,
        Optional<Instant> since,
        Optional<String> service,
        Optional<String> owner,
        Optional<String> flinkVersion,
        Version version,
        Deployed deployed) {
    public BoardRow {
        jobs = Collections.unmodifiableMap(new TreeMap<>(jobs));
    }

    /** @param ready how many of all are ready */
    public record Pods(int ready, int all) {}

    /** How the commit of a cluster stands. */
    public enum Standing {
        /** There is nothing to say about it. */
        CURRENT,
        /** It was applied, and does not run yet. */
        PENDING,
        /** Another cluster of the same service in this namespace was deployed from a newer commit. */
        BEHIND,
        /** A newer commit was deployed here and went back. */
        ROLLED_BACK
    }

    /**
     * Which version is there.
     *
     * @param commit the one that was applied last
     * @param madeAt when that commit was made
     */
    public record Version(Optional<String> commit, Optional<Instant> madeAt, Standing standing) {}

    /**
     * The deployment that wrote the resource last.
     *
     * @param at when it began
     */
    public record Deployed(Optional<Instant> at, Optional<String> by, Optional<String> buildUrl) {}

    BoardRow behind() {
        return new BoardRow(
                resource,
                state,
                reason,
                wantedStopped,
                session,
                partOf,
                jobs,
                pods,
                since,
                service,
                owner,
                flinkVersion,
                new Version(version.commit(), version.madeAt(), Standing.BEHIND),
                deployed);
    }
}
