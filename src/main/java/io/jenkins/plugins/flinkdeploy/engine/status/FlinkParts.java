package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoint;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoints;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkConfig;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkJob;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkOverview;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the JobManager adds to a status. The first question decides whether there is somebody to ask. */
final class FlinkParts {
    private final FlinkRest rest;
    private final List<Gap> gaps = new ArrayList<>();
    private FlinkStatus cluster = FlinkStatus.SILENT;
    private List<FlinkJob> jobs = List.of();

    FlinkParts(FlinkRest rest) {
        this.rest = rest;
    }

    void read() {
        Reading<FlinkOverview> overview = rest.overview();
        if (overview.value().isEmpty()) {
            gap("jobs", "JobManager does not answer: " + why(overview));
            return;
        }
        Reading<FlinkConfig> config = rest.config();
        if (config.value().isEmpty()) {
            gap("Flink version", why(config));
        }
        FlinkOverview seen = overview.value().get();
        cluster = new FlinkStatus(
                config.value().flatMap(FlinkConfig::flinkVersion).or(seen::flinkVersion),
                config.value().flatMap(FlinkConfig::flinkRevision),
                seen.taskManagers(),
                seen.slots(),
                seen.freeSlots());
        Reading<List<FlinkJob>> all = rest.jobs();
        if (all.value().isEmpty()) {
            gap("jobs", why(all));
        }
        jobs = newestOfEachName(all.value().orElse(List.of()));
    }

    private static List<FlinkJob> newestOfEachName(Collection<FlinkJob> jobs) {
        Map<String, FlinkJob> newest = new TreeMap<>();
        for (FlinkJob job : jobs) {
            // Without a name or a start there is nothing to show or to compare.
            if (!job.name().isBlank() && job.startedAt().isPresent()) {
                newest.merge(
                        job.name(),
                        job,
                        (one, other) ->
                                one.startedAt().get().isAfter(other.startedAt().get()) ? one : other);
            }
        }
        return List.copyOf(newest.values());
    }

    FlinkStatus cluster() {
        return cluster;
    }

    List<FlinkJob> jobs() {
        return jobs;
    }

    List<Gap> gaps() {
        return gaps;
    }

    Optional<CheckpointStatus> checkpoints(FlinkJob job) {
        Reading<FlinkCheckpoints> checkpoints = rest.checkpoints(job.id());
        if (checkpoints.value().isEmpty()) {
            gap("checkpoints of " + job.name(), why(checkpoints));
        }
        return checkpoints.value().filter(FlinkCheckpoints::enabled).map(FlinkParts::status);
    }

    private static CheckpointStatus status(FlinkCheckpoints seen) {
        Optional<FlinkCheckpoint> last = seen.latestCompleted();
        return new CheckpointStatus(
                seen.completed(),
                seen.failed(),
                seen.inProgress(),
                seen.restored(),
                last.flatMap(FlinkCheckpoint::triggeredAt),
                last.map(FlinkCheckpoint::sizeBytes).orElse(java.util.OptionalLong.empty()),
                seen.latestFailure());
    }

    Optional<java.time.Instant> lastRestart(FlinkJob job) {
        return rest.lastRestart(job.id()).value().flatMap(at -> at);
    }

    Optional<String> lastException(FlinkJob job) {
        return rest.exceptions(job.id())
                .value()
                .flatMap(exceptions -> exceptions.newest())
                .map(failure -> Text.firstLine(failure.stackTrace()))
                .filter(line -> !line.isBlank());
    }

    private void gap(String part, String why) {
        gaps.add(new Gap(part, Text.firstLine(why)));
    }

    private static String why(Reading<?> reading) {
        return reading instanceof Reading.Unavailable<?> unavailable ? unavailable.why() : "";
    }
}
