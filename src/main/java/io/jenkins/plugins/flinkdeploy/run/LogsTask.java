package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.logs.ClusterLogs;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogQuery;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Streams the logs of a cluster's pods into an artifact of the run, merged by time. */
public final class LogsTask extends LiveTask<LogsResult> {
    private static final long serialVersionUID = 1L;

    private static final String DIRECTORY = "flink-logs/";

    private final LogsParameters parameters;

    public LogsTask(LogsParameters parameters) {
        super(parameters);
        this.parameters = parameters;
    }

    @Override
    LogsResult read(Live live, ClusterApi cluster, RunFront front) throws IOException, InterruptedException {
        // A log may hold what the cluster's owner shows to nobody else.
        FlinkPermissions.checkDeploy(front.run());
        LogQuery query = parameters.query(live.cluster(cluster), Instant.now());
        front.label(Messages.LogsTask_label(query.cluster()));
        BuildLogLines lines = BuildLogLines.to(front.listener());
        ClusterLogs logs = new ClusterLogs(cluster, lines::warning);
        if (logs.pods(query).isEmpty()) {
            front.warn(Messages.LogsTask_noPods(query.cluster(), query.namespace()));
            lines.warning(Messages.LogsTask_noPods(query.cluster(), query.namespace()));
            return LogsResult.NOTHING;
        }
        String name = free(front.run(), name(query));
        LogsResult[] result = {LogsResult.NOTHING};
        RunArtifacts.archive(front.run(), front.listener(), DIRECTORY, directory -> {
            try (LogFile file = LogFile.in(directory.resolve(name))) {
                logs.read(query, file::add);
                if (file.leftOut() > 0) {
                    lines.warning(Messages.LogsTask_tooLong(file.leftOut()));
                }
                result[0] = new LogsResult(DIRECTORY + name, file.lines());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        lines.plain(Messages.LogsTask_archived(result[0].getLines(), result[0].getArtifact()));
        return result[0];
    }

    private static String name(LogQuery query) {
        return query.cluster()
                + query.component().map(component -> "-" + component).orElse("")
                + (query.previous() ? "-previous" : "");
    }

    /** What a step before archived stays. */
    private static String free(Run<?, ?> run, String name) throws IOException {
        String free = name + ".log";
        for (int number = 2;
                run.pickArtifactManager().root().child(DIRECTORY + free).exists();
                number++) {
            free = name + "-" + number + ".log";
        }
        return free;
    }

    @Override
    public String status() {
        return Messages.LogsTask_status();
    }
}
