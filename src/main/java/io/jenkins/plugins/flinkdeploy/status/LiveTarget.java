package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardView;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusBoard;
import io.jenkins.plugins.flinkdeploy.run.TargetClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The clusters of one target, for as long as somebody looks. What takes requests is done on other threads than those that ask. */
final class LiveTarget {
    /** How long watches get to open before it is found out why they do not. */
    private static final Duration OPENING = Duration.ofSeconds(2);
    /** How soon after a failure another try is made, while somebody looks. */
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private static final BoardView NOTHING = new BoardView(0, List.of(), false, Optional.empty());

    private final FlinkTarget target;
    private final Executor workers;
    private final String id = UUID.randomUUID().toString();
    private final Map<ResourceId, LiveStatus> clusters = new HashMap<>();
    private final Map<ResourceId, LogTail> tails = new HashMap<>();

    private Optional<TargetClient> client = Optional.empty();
    private Optional<StatusBoard> board = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean examined;
    private boolean busy;
    private boolean closed;
    private long usedAt = System.nanoTime();
    private Optional<Long> triedAt = Optional.empty();

    LiveTarget(FlinkTarget target, Executor workers) {
        this.target = target;
        this.workers = workers;
    }

    FlinkTarget target() {
        return target;
    }

    /** Somebody looks: whatever is not there is seen to, in the background. */
    synchronized void use() {
        long now = System.nanoTime();
        usedAt = now;
        boolean fine = board.filter(StatusBoard::isCurrent).isPresent();
        Duration pause = board.isPresent() && !examined ? OPENING : AGAIN;
        boolean due = triedAt.filter(at -> now - at < pause.toNanos()).isEmpty();
        if (!fine && due && !busy && !closed) {
            triedAt = Optional.of(now);
            busy = true;
            try {
                workers.execute(this::see);
            } catch (RejectedExecutionException shuttingDown) {
                busy = false;
            }
        }
    }

    private void see() {
        try {
            StatusBoard known = openedBefore().orElseGet(this::open);
            if (examining()) {
                known.examine();
            }
            tell(Optional.empty());
        } catch (UserException | ClusterException e) {
            tell(Optional.of(String.valueOf(e.getMessage())));
        } finally {
            synchronized (this) {
                busy = false;
            }
        }
    }

    private synchronized void tell(Optional<String> found) {
        problem = found;
    }

    private synchronized Optional<StatusBoard> openedBefore() {
        examined = board.isPresent();
        return board;
    }

    /** Watches that were only just opened will tell by themselves. */
    private synchronized boolean examining() {
        return examined;
    }

    private StatusBoard open() {
        TargetClient leased = TargetClient.of(target);
        StatusBoard opened = StatusBoard.open(leased.cluster(), leased.namespace(), Clock.systemUTC());
        synchronized (this) {
            if (!closed) {
                client = Optional.of(leased);
                board = Optional.of(opened);
                return opened;
            }
        }
        opened.close();
        leased.close();
        return opened;
    }

    /** Changes with everything that {@link #view()} and {@link #problem()} tell. */
    synchronized String version() {
        return id
                + board.map(seen -> "-" + seen.version() + (seen.isCurrent() ? "c" : ""))
                        .orElse("")
                + problem.map(text -> "-" + text.hashCode()).orElse("");
    }

    synchronized BoardView view() {
        return board.map(StatusBoard::view).orElse(NOTHING);
    }

    /** What its clusters are specified to cost. */
    synchronized List<ClusterCost> costs(CostCalculator calculator) {
        return board.map(known -> known.costs(calculator)).orElse(List.of());
    }

    /** Why nothing can be told, or nothing new. */
    synchronized Optional<String> problem() {
        return problem.or(() -> view().problem());
    }

    /** The namespace that the target is for, empty until that was found out. */
    synchronized Optional<String> namespace() {
        return client.map(TargetClient::namespace);
    }

    /** Everything about one cluster. */
    synchronized LiveStatus cluster(ResourceId cluster) {
        return clusters.computeIfAbsent(cluster, unused -> new LiveStatus(cluster, this, workers));
    }

    /** The end of the logs of one cluster. */
    synchronized LogTail logs(ResourceId cluster) {
        return tails.computeIfAbsent(cluster, unused -> new LogTail(cluster, this));
    }

    synchronized Optional<TargetClient> client() {
        return client;
    }

    synchronized boolean isIdle(Duration idle) {
        return System.nanoTime() - usedAt >= idle.toNanos();
    }

    void close() {
        Optional<StatusBoard> last;
        Optional<TargetClient> leased;
        synchronized (this) {
            closed = true;
            last = board;
            leased = client;
        }
        last.ifPresent(StatusBoard::close);
        leased.ifPresent(TargetClient::close);
    }
}
