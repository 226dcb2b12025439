package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkVersion;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person should think about before a plan is carried out. */
final class Warnings {
    private static final String MODE = "/spec/job/upgradeMode";
    private static final String STATELESS = "stateless";
    /** More would not be read. */
    private static final int NAMED = 5;

    private Warnings() {}

    static List<String> onCreate(Manifest after) {
        return after.textAt("/spec/job/initialSavepointPath")
                .map(path -> List.of("The job starts from the state in " + path + "."))
                .orElse(List.of());
    }

    static List<String> of(Manifest live, Manifest after, List<Change> changes, Optional<Manifest> lastApplied) {
        List<String> warnings = new ArrayList<>();
        boolean restarts = changes.stream()
                .map(Change::impact)
                .anyMatch(
                        impact -> impact == Impact.RESTARTS || impact == Impact.BESIDE || impact == Impact.AFTER_BUILD);
        boolean hasJob = !after.at("/spec/job").isMissingNode();
        if (hasJob && restarts && isStateless(after) && isStateful(live)) {
            warnings.add("The job that runs has state, and the new version starts empty (job.state: stateless)."
                    + " Write savepoint or last-state to keep the state.");
        }
        boolean nothingHappens =
                !changes.isEmpty() && changes.stream().allMatch(change -> change.impact() == Impact.IGNORED);
        if (nothingHappens) {
            warnings.add("The operator deploys nothing for these changes alone; what counts from the next restart waits"
                    + " for one.");
        }
        downgrade(live, after).ifPresent(warnings::add);
        if (changes.stream().anyMatch(change -> change.resourcePath().equals("spec.job.savepointRedeployNonce"))) {
            warnings.add(
                    "The job is started from initialSavepointPath: what it processed since then is processed again,"
                            + " and the operator cannot roll back.");
        }
        if (live.at("/spec/job/state").asText().equals("suspended")) {
            warnings.add("Somebody suspended the job; deploy.whenSuspended says whether a deployment starts it.");
        }
        boolean ours = live.label(Labels.MANAGED_BY)
                .filter(Labels.FLINK_DEPLOY::equals)
                .isPresent();
        if (!ours) {
            warnings.add("The resource was not deployed by flink-deploy so far; a deployment takes it over.");
        }
        lastApplied.flatMap(applied -> drift(live, applied)).ifPresent(warnings::add);
        return warnings;
    }

    private static boolean isStateless(Manifest manifest) {
        return manifest.textAt(MODE).orElse(STATELESS).equals(STATELESS);
    }

    /** One that was told to start empty each time has no state that anybody would miss; one that was not told may. */
    private static boolean isStateful(Manifest live) {
        boolean told = live.textAt(MODE).isPresent();
        return told
                ? !isStateless(live)
                : FlinkKeys.checkpointsIn(Fields.configurationOf(live)).isPresent();
    }

    private static Optional<String> downgrade(Manifest live, Manifest after) {
        Optional<FlinkVersion> from = version(live);
        Optional<FlinkVersion> to = version(after);
        if (from.isEmpty() || to.isEmpty() || to.get().compareTo(from.get()) >= 0) {
            return Optional.empty();
        }
        return Optional.of("Flink goes back from " + from.get() + " to " + to.get()
                + ": an older Flink may not be able to read the state that a newer one wrote.");
    }

    private static Optional<FlinkVersion> version(Manifest manifest) {
        return manifest.textAt("/spec/flinkVersion").flatMap(FlinkVersion::parseResourceForm);
    }

    private static Optional<String> drift(Manifest live, Manifest applied) {
        List<String> changed = Comparison.changes(applied, live, Optional.empty()).stream()
                // What others add is theirs; what was applied and is different now was changed.
                .filter(change -> change.from().isPresent())
                .map(Change::path)
                .toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        String names = changed.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of("Changed on the cluster since the last deployment: " + names
                + (changed.size() > NAMED ? " and " + (changed.size() - NAMED) + " more" : "") + ".");
    }
}
