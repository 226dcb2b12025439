package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Knows all clusters of a namespace at any moment, from the shared watches of FlinkDeployments, FlinkSessionJobs and pods: however
 * many people look, the API server is asked nothing.
 */
public final class StatusBoard implements AutoCloseable {
    private static final String DEPLOYMENT = "FlinkDeployment";
    private static final String SESSION_JOB = "FlinkSessionJob";
    /** Labels that no object has: whether a list is answered does not depend on its length. */
    private static final String NOTHING = Annotations.PREFIX + "examined=never";

    private final ClusterApi cluster;
    private final String namespace;
    private final Clock clock;
    private final List<ClusterApi.Subscription> subscriptions = new ArrayList<>();

    private final Map<String, BoardCluster> clusters = new HashMap<>();
    /** On which cluster each session job runs, because a job may move. */
    private final Map<String, String> homes = new HashMap<>();

    private final Map<String, BoardRow> rows = new TreeMap<>();
    private long version;
    private Optional<String> problem = Optional.empty();

    private StatusBoard(ClusterApi cluster, String namespace, Clock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Opens the watches, without waiting for what they tell. The client stays the caller's, who closes it after this. */
    public static StatusBoard open(ClusterApi cluster, String namespace, Clock clock) {
        StatusBoard board = new StatusBoard(cluster, namespace, clock);
        board.watch(ResourceId.FLINK_API, DEPLOYMENT, board::deploymentChanged);
        board.watch(ResourceId.FLINK_API, SESSION_JOB, board::jobChanged);
        board.watch("v1", "Pod", board::podChanged);
        return board;
    }

    private void watch(String apiVersion, String kind, Consumer<ClusterApi.Change> listener) {
        subscriptions.add(cluster.watchAll(apiVersion, kind, namespace, listener));
    }

    /** All clusters as they are known now. */
    public synchronized BoardView view() {
        boolean current = isCurrent();
        return new BoardView(version, Staleness.mark(rows.values()), current, current ? Optional.empty() : problem);
    }

    /** What the clusters are specified to cost, in the order of their names. The version grows when that changes, too. */
    public synchronized List<ClusterCost> costs(CostCalculator calculator) {
        List<ClusterCost> costs = new ArrayList<>();
        for (String name : rows.keySet()) {
            known(name).cost(calculator).ifPresent(costs::add);
        }
        return costs;
    }

    /** The version of {@link #view()}, for those who know one already. */
    public synchronized long version() {
        return version;
    }

    /** Whether all watches are open. */
    public boolean isCurrent() {
        return subscriptions.stream().noneMatch(ClusterApi.Subscription::isSilent);
    }

    /** Finds out by a request why watches are silent; a watch itself only goes on trying. */
    public void examine() {
        Optional<String> found = Optional.empty();
        try {
            cluster.list(ResourceId.FLINK_API, DEPLOYMENT, namespace, NOTHING);
            cluster.list(ResourceId.FLINK_API, SESSION_JOB, namespace, NOTHING);
            cluster.list("v1", "Pod", namespace, NOTHING);
        } catch (ClusterException e) {
            found = Optional.of(Text.firstLine(e.getMessage()));
        }
        synchronized (this) {
            if (!found.equals(problem)) {
                problem = found;
                version++;
            }
        }
    }

    private synchronized void deploymentChanged(ClusterApi.Change change) {
        String name = change.object().name();
        if (known(name).resource(change.deleted() ? Optional.empty() : Optional.of(change.object()))) {
            version++;
        }
        update(name);
    }

    private synchronized void jobChanged(ClusterApi.Change change) {
        Manifest job = change.object();
        String home = job.textAt("/spec/deploymentName").orElse("");
        String earlier = change.deleted() ? homes.remove(job.name()) : homes.put(job.name(), home);
        if (earlier != null && !earlier.equals(home)) {
            known(earlier).job(job, true);
            update(earlier);
        }
        if (known(home).job(job, change.deleted())) {
            version++;
        }
        update(home);
    }

    private synchronized void podChanged(ClusterApi.Change change) {
        Optional<String> name = change.object().label("app");
        if (name.isPresent()) {
            known(name.get()).pod(change.object(), change.deleted());
            update(name.get());
        }
    }

    private BoardCluster known(String name) {
        return clusters.computeIfAbsent(name, unused -> new BoardCluster());
    }

    private void update(String name) {
        Instant now = clock.instant();
        BoardCluster known = known(name);
        Optional<BoardRow> row = known.row(now);
        BoardRow earlier = row.isPresent() ? rows.put(name, row.get()) : rows.remove(name);
        if (!Optional.ofNullable(earlier).equals(row)) {
            version++;
        }
        if (known.isEmpty()) {
            clusters.remove(name);
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(ClusterApi.Subscription::close);
    }
}
