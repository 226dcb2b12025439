package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what is there with what would be there after an apply, field by field. */
public final class Comparison {
    private static final String JOB = "spec.job";
    private static final String OVERRIDES = Fields.CONFIGURATION + ".pipeline.jobvertex-parallelism-overrides";
    private static final String APPLIED_BY_KUBECTL =
            "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration";

    private static final Comparator<Change> AS_IN_THE_FILE =
            Comparator.<Change>comparingInt(change -> Words.rank(change.path())).thenComparing(Change::path);

    private Comparison() {}

    /**
     * Compares one resource.
     *
     * @param live the resource as it is, empty when there is none
     * @param after the resource as the API server says it would be after the apply; what was rendered where that is not known
     * @param lastApplied what was applied last by this tool, empty when it is not known
     */
    public static ResourcePlan of(Optional<Manifest> live, Manifest after, Optional<Manifest> lastApplied) {
        return ofViews(live.map(ClusterView::of), ClusterView.of(after), lastApplied.map(ClusterView::of));
    }

    private static ResourcePlan ofViews(Optional<Manifest> live, Manifest after, Optional<Manifest> lastApplied) {
        if (live.isEmpty()) {
            return new ResourcePlan(
                    after.id(),
                    ResourcePlan.Action.CREATE,
                    everything(after),
                    Warnings.onCreate(after),
                    Optional.empty());
        }
        List<Change> changes = changes(live.get(), after, lastApplied);
        return new ResourcePlan(
                after.id(),
                changes.isEmpty() ? ResourcePlan.Action.UNCHANGED : ResourcePlan.Action.CHANGE,
                changes,
                Warnings.of(live.get(), after, changes, lastApplied),
                Optional.empty());
    }

    /** Whether going from one to the other makes the operator start the job anew. */
    public static boolean restartsJob(Manifest live, Manifest after) {
        return of(Optional.of(live), after, Optional.empty()).restartsJob();
    }

    /**
     * What is different now from what was applied, what was added included; without what flink-deploy itself writes beside it, and what
     * the autoscaler decides.
     */
    public static List<Change> edits(Manifest applied, Manifest live) {
        return changes(ClusterView.of(applied), ClusterView.of(live), Optional.empty());
    }

    private static List<Change> everything(Manifest after) {
        Map<String, JsonNode> fields = fields(after);
        return fields.entrySet().stream()
                .filter(each -> !each.getKey().endsWith(Fields.ORDER))
                .map(each -> change(
                        each.getKey(),
                        null,
                        each.getValue(),
                        RestartRule.Ruling.of(each.getKey().startsWith("metadata.") ? Impact.IN_PLACE : Impact.STARTS)))
                .sorted(AS_IN_THE_FILE)
                .toList();
    }

    static List<Change> changes(Manifest live, Manifest after, Optional<Manifest> lastApplied) {
        Map<String, JsonNode> before = fields(live);
        Map<String, JsonNode> wanted = fields(after);
        Setting setting = Setting.of(live, before, wanted);
        RestartRule rule = new RestartRule(setting);
        List<Change> changes = new ArrayList<>();
        if (!live.kind().equals(after.kind())) {
            changes.add(refused("kind", live.kind(), after.kind(), "a resource keeps its kind"));
        }
        boolean jobComesOrGoes = live.kind().equals("FlinkDeployment") && hasJob(before) != hasJob(wanted);
        if (jobComesOrGoes) {
            changes.add(refused(
                    JOB,
                    cluster(before),
                    cluster(wanted),
                    "session and application clusters do not become each other"));
        }
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(wanted.keySet());
        if (setting.autoscaled()) {
            paths.removeAll(ofTheAutoscaler(wanted, lastApplied));
        }
        for (String path : paths) {
            JsonNode from = before.get(path);
            JsonNode to = wanted.get(path);
            boolean ofTheJob = jobComesOrGoes && path.startsWith(JOB + ".");
            if (!ofTheJob && !same(path, from, to, before, wanted)) {
                changes.add(change(path, from, to, rule.on(path, from, to)));
            }
        }
        changes.sort(AS_IN_THE_FILE);
        return changes;
    }

    /** The vertices' parallelism always, the job's where it is not the user who changed it. */
    private static Set<String> ofTheAutoscaler(Map<String, JsonNode> wanted, Optional<Manifest> lastApplied) {
        Set<String> left = new TreeSet<>(Set.of(OVERRIDES));
        String parallelism = JOB + ".parallelism";
        boolean changedByUser = lastApplied
                .map(Comparison::fields)
                .filter(applied -> java.util.Objects.equals(applied.get(parallelism), wanted.get(parallelism)))
                .isEmpty();
        if (!changedByUser) {
            left.add(parallelism);
        }
        return left;
    }

    private static boolean same(
            String path, JsonNode from, JsonNode to, Map<String, JsonNode> before, Map<String, JsonNode> wanted) {
        if (path.endsWith(Fields.ORDER)) {
            return from == null || to == null || !sameNames(from, to) || from.equals(to);
        }
        JsonNode standard = Defaults.of(path);
        return withDefault(from, standard).equals(withDefault(to, standard));
    }

    private static JsonNode withDefault(JsonNode value, JsonNode standard) {
        return value == null ? standard : value;
    }

    /** Otherwise an item came or went, which is a change of its own. */
    private static boolean sameNames(JsonNode from, JsonNode to) {
        return names(from).equals(names(to));
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Change change(String path, JsonNode from, JsonNode to, RestartRule.Ruling ruling) {
        Optional<String> shownFrom = Optional.ofNullable(from).map(value -> Values.shown(path, value));
        Optional<String> shownTo = Optional.ofNullable(to).map(value -> Values.shown(path, value));
        boolean hidden = shownFrom.filter(text -> text.contains(Secrets.HIDDEN)).isPresent()
                || shownTo.filter(text -> text.contains(Secrets.HIDDEN)).isPresent();
        return new Change(Words.of(path), path, shownFrom, shownTo, hidden, ruling.impact(), ruling.note());
    }

    private static Change refused(String path, String from, String to, String why) {
        return new Change(Words.of(path), path, Optional.of(from), Optional.of(to), false, Impact.REFUSED, why);
    }

    private static boolean hasJob(Map<String, JsonNode> fields) {
        return fields.keySet().stream().anyMatch(path -> path.startsWith(JOB + "."));
    }

    private static String cluster(Map<String, JsonNode> fields) {
        return hasJob(fields) ? "application cluster" : "session cluster";
    }

    /** Without what says who deployed, which differs every time and changes nothing. */
    private static Map<String, JsonNode> fields(Manifest manifest) {
        Map<String, JsonNode> fields = new HashMap<>(Fields.of(manifest));
        fields.keySet()
                .removeIf(path -> path.startsWith("metadata.annotations." + Annotations.PREFIX)
                        || path.equals("metadata.labels." + Labels.MANAGED_BY)
                        || path.equals("metadata.labels." + Labels.SERVICE)
                        || path.equals("metadata.labels." + Labels.CLUSTER)
                        || path.equals(APPLIED_BY_KUBECTL));
        return fields;
    }
}
