package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job that a JobManager knows, running or ended ({@code /jobs/overview}).
 *
 * @param state Flink's word, for instance {@code RUNNING}
 * @param runningTasks subtasks that run, or have done their work: those of a bounded source end while the job goes on
 * @param allTasks subtasks of the job
 */
public record FlinkJob(
        String id,
        String name,
        String state,
        Optional<Instant> startedAt,
        OptionalInt runningTasks,
        OptionalInt allTasks) {
    static List<FlinkJob> listOf(JsonNode answer) {
        List<FlinkJob> jobs = new ArrayList<>();
        for (JsonNode job : answer.path("jobs")) {
            Fields.text(job, "jid")
                    .ifPresent(id -> jobs.add(new FlinkJob(
                            id,
                            job.path("name").asText(),
                            job.path("state").asText(),
                            Fields.instant(job, "start-time"),
                            atWork(job.path("tasks")),
                            Fields.count(job.path("tasks"), "total"))));
        }
        return List.copyOf(jobs);
    }

    private static OptionalInt atWork(JsonNode tasks) {
        OptionalInt running = Fields.count(tasks, "running");
        return running.isPresent()
                ? OptionalInt.of(
                        running.getAsInt() + Fields.count(tasks, "finished").orElse(0))
                : running;
    }
}
