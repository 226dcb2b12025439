package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAge;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A status in lines, at three levels of detail. */
public final class StatusText {
    /** After this time without one, a savepoint is old. */
    private static final String INDENT = "    ";

    private static final String INNER = "      ";
    private static final int LABEL = 13;

    private final StatusDetail detail;
    private final ZoneId zone;
    private final boolean colour;

    /**
     * @param zone in which times are shown
     * @param colour whether words are coloured for a terminal
     */
    public StatusText(StatusDetail detail, ZoneId zone, boolean colour) {
        this.detail = detail;
        this.zone = zone;
        this.colour = colour;
    }

    public String write(ClusterStatus status) {
        return write(status, Optional.empty());
    }

    /**
     * As above, with a line about the cost.
     *
     * @param cost what the cluster requests and costs, in one line; empty where that is not told
     */
    public String write(ClusterStatus status, Optional<String> cost) {
        List<String> lines = new ArrayList<>();
        lines.add(status.resource().name() + " in " + status.resource().namespace()
                + owner(status).map(name -> " (owner: " + name + ")").orElse(""));
        if (status.state() == ClusterState.ABSENT) {
            lines.add(field("State", Tone.DOUBTFUL.paint("Absent", colour)));
            lines.add(INDENT + "There is no " + status.resource() + ": it was never deployed, or it was removed.");
            return join(lines);
        }
        Ages ages = new Ages(status.at(), zone);
        head(status, lines);
        pods(status, ages, lines);
        new JobLines(detail, ages, colour).write(status, lines);
        savepoint(status, ages).ifPresent(lines::add);
        status.autoscaler().ifPresent(said -> lines.add(field("Autoscaler", said)));
        deployments(status, ages, lines);
        actions(status, ages, lines);
        cost.ifPresent(text -> lines.add(field("Cost", text)));
        if (detail != StatusDetail.BRIEF) {
            links(status, lines);
            logs(status, lines);
        }
        status.gaps().stream()
                .filter(gap -> !gap.part().equals(JobLines.PART))
                .forEach(gap -> lines.add(
                        field("Not known", Tone.DOUBTFUL.paint(gap.part(), colour) + " (" + gap.why() + ")")));
        return join(lines);
    }

    private static void links(ClusterStatus status, List<String> lines) {
        String word = "Links";
        for (Map.Entry<String, String> link : status.links().entrySet()) {
            lines.add(field(word, link.getKey() + ": " + link.getValue()));
            word = "";
        }
    }

    private static String join(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static Optional<String> owner(ClusterStatus status) {
        return Optional.ofNullable(status.labels().get(Labels.OWNER));
    }

    private void head(ClusterStatus status, List<String> lines) {
        VersionStatus version = status.version();
        lines.add(field("Version", version(version)));
        version.configHash().ifPresent(hash -> lines.add(field("Config hash", Text.commit(hash))));
        String flink = status.flink()
                .version()
                .orElse(version.flinkVersion()
                        .map(name -> name + " (as specified)")
                        .orElse(""));
        String revision = detail == StatusDetail.BRIEF
                ? ""
                : status.flink().revision().map(id -> ", revision " + id).orElse("");
        lines.add(field("Flink", flink + revision));
        status.dashboard().ifPresent(address -> lines.add(field("Dashboard", address + "/")));
        lines.add(field("State", state(status)));
    }

    private static String version(VersionStatus version) {
        Optional<String> running = version.running().map(Text::commit);
        Optional<String> desired = version.desired().map(Text::commit);
        if (desired.isEmpty() && running.isEmpty()) {
            return "unknown, not deployed from a commit";
        }
        if (running.equals(desired)) {
            return running.orElse("");
        }
        return running.map(commit -> commit + " (desired: " + desired.orElse("unknown") + ")")
                .orElse(desired.orElse("") + " (desired)");
    }

    private String state(ClusterStatus status) {
        String word = Tone.of(status.state()).paint(status.state().words(), colour);
        String wanted = status.wantedStopped() && status.state() != ClusterState.STOPPED ? " (desired: stopped)" : "";
        return word + wanted + status.reason().map(why -> ": " + why).orElse("");
    }

    private void pods(ClusterStatus status, Ages ages, List<String> lines) {
        long running = status.pods().stream().filter(PodStatus::running).count();
        long evicted = status.pods().stream().filter(PodStatus::evicted).count();
        int total = status.pods().size();
        String evictions = (evicted > 0 ? Tone.BAD : Tone.PLAIN).paint(Long.toString(evicted), colour);
        lines.add(field(
                "Pods",
                running + " running, " + evictions + " evicted, " + (total - running - evicted) + " other, " + total
                        + " total"));
        boolean telling = status.pods().stream().anyMatch(pod -> !pod.reasons().isEmpty());
        if (total == 0 || (detail == StatusDetail.BRIEF && !telling)) {
            return;
        }
        Table table = new Table("Pod", "Node", "Phase", "Ready", "Restarts", "Age");
        for (PodStatus pod : status.pods()) {
            if (detail == StatusDetail.BRIEF && pod.reasons().isEmpty()) {
                continue;
            }
            table.row(
                    List.of(
                            pod.name(),
                            pod.host().orElse("-"),
                            pod.phase(),
                            pod.ready() ? "yes" : "no",
                            Integer.toString(pod.restarts()),
                            pod.createdAt().map(ages::since).orElse("-")),
                    List.of(Tone.PLAIN, Tone.PLAIN, pod.running() ? Tone.PLAIN : Tone.DOUBTFUL),
                    pod.reasons());
        }
        lines.addAll(table.lines(INNER, colour));
    }

    private Optional<String> savepoint(ClusterStatus status, Ages ages) {
        return status.savepoint()
                .map(seen -> field(
                        "Savepoint",
                        seen.location()
                                + seen.at()
                                        .map(at -> ", " + age(seen, status, ages.at(at)))
                                        .orElse("")));
    }

    private String age(SavepointSeen seen, ClusterStatus status, String text) {
        boolean old = seen.at()
                .filter(at -> at.isBefore(status.at().minus(SavepointAge.OLD)))
                .isPresent();
        return old ? Tone.DOUBTFUL.paint(text, colour) : text;
    }

    private void deployments(ClusterStatus status, Ages ages, List<String> lines) {
        int most = detail == StatusDetail.BRIEF ? 1 : status.deployments().size();
        List<DeploymentStatus> shown = status.deployments().stream().limit(most).toList();
        for (int i = 0; i < shown.size(); i++) {
            DeploymentStatus deployment = shown.get(i);
            String text = ages.at(deployment.at()) + ", "
                    + deployment.commit().map(Text::commit).orElse("no commit")
                    + deployment.by().map(who -> ", by " + who).orElse("")
                    + ", took " + Text.duration(deployment.took());
            lines.add(field(i == 0 ? "Deployed" : "", text));
        }
    }

    private void actions(ClusterStatus status, Ages ages, List<String> lines) {
        int most = detail == StatusDetail.BRIEF ? 1 : status.actions().size();
        String label = "Actions";
        for (ActionStatus seen : status.actions().stream().limit(most).toList()) {
            ActionNote action = seen.note();
            String of = seen.resource().equals(status.resource().name()) ? "" : " of " + seen.resource();
            String text = ages.at(action.at()) + ", " + action.action() + of
                    + action.by().map(who -> ", by " + who).orElse("")
                    + action.reason().map(why -> ": " + why).orElse("")
                    + (action.doneAt().isPresent() ? "" : " (not seen to its end)");
            lines.add(field(label, text));
            label = "";
        }
    }

    private static void logs(ClusterStatus status, List<String> lines) {
        List<String> components = status.pods().stream()
                .map(PodStatus::component)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        String base = "flink-deploy logs " + status.resource().name() + " -n "
                + status.resource().namespace();
        lines.addAll(components.stream()
                .map(component -> base + " --component " + component + " --since 1h")
                .map(command -> field("Logs", command))
                .collect(Collectors.toList()));
    }

    static String field(String label, String value) {
        return INDENT + (label.isEmpty() ? " ".repeat(LABEL) : String.format("%-" + LABEL + "s", label + ":")) + value;
    }
}
