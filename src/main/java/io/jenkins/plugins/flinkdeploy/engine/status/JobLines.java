package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The lines of a status about jobs and slots. */
final class JobLines {
    /** The gap that these lines tell themselves. */
    static final String PART = "jobs";

    private static final int BRIEF_ROWS = 3;
    private static final String INNER = "      ";

    private final StatusDetail detail;
    private final Ages ages;
    private final boolean colour;

    JobLines(StatusDetail detail, Ages ages, boolean colour) {
        this.detail = detail;
        this.ages = ages;
        this.colour = colour;
    }

    void write(ClusterStatus status, List<String> lines) {
        if (!status.state().mayAnswer()) {
            lines.add(StatusText.field("Jobs", "none: the cluster does not run"));
            return;
        }
        if (status.answered()) {
            lines.add(StatusText.field("Jobs", counts(status.jobs())));
            lines.add(StatusText.field("Slots", slots(status)));
        } else {
            String why = status.gap(PART).map(Gap::why).orElse("JobManager does not answer");
            lines.add(StatusText.field("Jobs", Tone.DOUBTFUL.paint("unknown", colour) + " (" + why + ")"));
        }
        table(status, lines);
    }

    private static String counts(List<JobStatus> jobs) {
        long running = jobs.stream().filter(JobStatus::running).count();
        long finished = count(jobs, "FINISHED");
        long failed = jobs.stream().filter(JobStatus::failed).count();
        long cancelled = count(jobs, "CANCELED");
        long other = jobs.size() - running - finished - failed - cancelled;
        return running + " running, " + finished + " finished, " + failed + " failed, " + cancelled + " cancelled, "
                + (other > 0 ? other + " other, " : "") + jobs.size() + " total";
    }

    private static long count(List<JobStatus> jobs, String state) {
        return jobs.stream().filter(job -> job.state().equals(state)).count();
    }

    private String slots(ClusterStatus status) {
        int registered = status.flink().taskManagers().orElse(0);
        OptionalInt expected = status.expectedTaskManagers();
        boolean missing = expected.isPresent() && registered < expected.getAsInt();
        String managers = registered + (missing ? " of " + expected.getAsInt() : "") + " task manager"
                + (registered == 1 && !missing ? "" : "s");
        return (missing ? Tone.BAD : Tone.PLAIN).paint(managers, colour) + ", "
                + status.flink().freeSlots().orElse(0) + "/"
                + status.flink().slots().orElse(0) + " slots free";
    }

    private void table(ClusterStatus status, List<String> lines) {
        if (status.jobs().isEmpty()) {
            return;
        }
        boolean full = detail == StatusDetail.FULL;
        Table table = full ? new Table("Job", "State", "Job id", "Started") : new Table("Job", "State", "Started");
        List<JobStatus> shown = detail == StatusDetail.BRIEF ? mostTelling(status.jobs()) : status.jobs();
        for (JobStatus job : shown) {
            String started = job.startedAt().map(ages::at).orElse("-");
            table.row(
                    full
                            ? List.of(job.name(), word(job.state()), job.id().orElse("-"), started)
                            : List.of(job.name(), word(job.state()), started),
                    List.of(Tone.PLAIN, Tone.of(job)),
                    full ? below(job) : List.of());
        }
        lines.addAll(table.lines(INNER, colour));
        if (shown.size() < status.jobs().size()) {
            lines.add(
                    INNER + "Only " + shown.size() + " of " + status.jobs().size() + " jobs are shown; -v shows all.");
        }
    }

    /** Those in trouble first, so that the few rows of the brief form tell what matters. */
    private static List<JobStatus> mostTelling(List<JobStatus> jobs) {
        List<JobStatus> order =
                new ArrayList<>(jobs.stream().filter(job -> !job.running()).toList());
        jobs.stream().filter(JobStatus::running).forEach(order::add);
        return order.stream().limit(BRIEF_ROWS).toList();
    }

    private List<String> below(JobStatus job) {
        List<String> lines = new ArrayList<>();
        job.url().ifPresent(lines::add);
        job.checkpoints().ifPresent(checkpoints -> lines.add(text(checkpoints)));
        job.checkpoints()
                .flatMap(CheckpointStatus::lastFailure)
                .ifPresent(why -> lines.add("Last failed checkpoint: " + Text.firstLine(why)));
        job.lastRestart().ifPresent(at -> lines.add("Last restart: " + ages.at(at)));
        job.lastException().ifPresent(line -> lines.add("Last exception: " + line));
        return lines;
    }

    private String text(CheckpointStatus checkpoints) {
        StringBuilder text = new StringBuilder("Checkpoints: ")
                .append(checkpoints.completed().orElse(0))
                .append(" completed, ")
                .append(checkpoints.failed().orElse(0))
                .append(" failed, ")
                .append(checkpoints.inProgress().orElse(0))
                .append(" in progress, ")
                .append(checkpoints.restored().orElse(0))
                .append(" restored");
        checkpoints.lastAt().ifPresent(at -> text.append("; last ").append(ages.ago(at)));
        checkpoints.lastSizeBytes().ifPresent(size -> text.append(", ").append(Text.bytes(size)));
        return text.toString();
    }

    /** {@code RUNNING} as {@code Running}. */
    private static String word(String state) {
        return state.isEmpty()
                ? "Unknown"
                : state.charAt(0) + state.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
