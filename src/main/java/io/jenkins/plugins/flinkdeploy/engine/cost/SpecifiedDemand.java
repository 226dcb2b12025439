package io.jenkins.plugins.flinkdeploy.engine.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DataSize;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Autoscaling;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cluster will ask for, by its specification alone: Flink requests for a process what the resource says of it. */
final class SpecifiedDemand {
    private static final String MAIN_CONTAINER = "flink-main-container";

    private static final DataSize JOB_MANAGER_MEMORY = new DataSize(1600L << 20);
    private static final DataSize TASK_MANAGER_MEMORY = new DataSize(1728L << 20);

    private final Manifest cluster;

    private SpecifiedDemand(Manifest cluster) {
        this.cluster = cluster;
    }

    /**
     * Computes it.
     *
     * @param cluster a FlinkDeployment, or a FlinkBlueGreenDeployment, whose two clusters run at once while a new version takes over only
     * @param sessionJobs the jobs of a session cluster
     */
    static Demand of(Manifest cluster, List<Manifest> sessionJobs) {
        return new SpecifiedDemand(cluster).demand(sessionJobs);
    }

    private Demand demand(List<Manifest> sessionJobs) {
        boolean session = at("/job").isMissingNode();
        List<JobDemand> jobs = new ArrayList<>();
        if (session) {
            sessionJobs.stream()
                    .filter(job -> !suspended(job.at("/spec/job/state")))
                    .forEach(job -> jobs.add(JobDemand.of(
                            job,
                            job.label(Labels.JOB).orElse(job.name()),
                            parallelism(job.at("/spec/job/parallelism")))));
        } else if (!suspended(at("/job/state"))) {
            jobs.add(JobDemand.of(cluster, cluster.name(), parallelism(at("/job/parallelism"))));
        } else {
            return new Demand(cluster, List.of(), List.of(), new Slots(0, 0), List.of());
        }
        int used = jobs.stream().mapToInt(JobDemand::slots).sum();
        int slots = Math.max(1, number(FlinkKeys.TASK_SLOTS).orElse(1));
        int taskManagers = taskManagers(used, slots);
        List<PodGroup> pods = new ArrayList<>();
        pods.add(group(
                PodGroup.JOB_MANAGER,
                "/jobManager",
                Math.max(1, at("/jobManager/replicas").asInt(1)),
                JOB_MANAGER_MEMORY));
        if (taskManagers > 0) {
            pods.add(group(PodGroup.TASK_MANAGER, "/taskManager", taskManagers, TASK_MANAGER_MEMORY));
        }
        List<String> notes = Autoscaling.isOn(cluster)
                ? List.of("The autoscaler decides on the TaskManagers; this is for the parallelism of the file.")
                : List.of();
        return new Demand(cluster, pods, jobs, new Slots(taskManagers * slots, used), notes);
    }

    private int taskManagers(int used, int slots) {
        boolean standalone = ClusterSpec.textAt(cluster, "/mode")
                .filter("standalone"::equalsIgnoreCase)
                .isPresent();
        if (standalone && at("/taskManager/replicas").canConvertToInt()) {
            return at("/taskManager/replicas").asInt();
        }
        int needed = (used + slots - 1) / slots;
        return standalone ? Math.max(1, needed) : needed;
    }

    private PodGroup group(String component, String place, int count, DataSize standard) {
        BigDecimal cores = text(place + "/resource/cpu")
                .or(() -> configured("kubernetes." + component + ".cpu"))
                .or(() -> configured("kubernetes." + component + ".cpu.amount"))
                .flatMap(Quantities::kubernetes)
                .orElse(BigDecimal.ONE);
        DataSize memory = text(place + "/resource/memory")
                .or(() -> configured(component + ".memory.process.size"))
                .flatMap(Quantities::memory)
                .orElse(standard);
        Resources each = new Resources(cores, memory);
        Map<String, String> selector = new HashMap<>();
        for (String template : List.of("/podTemplate/spec", place + "/podTemplate/spec")) {
            JsonNode spec = at(template);
            for (JsonNode container : spec.path("containers")) {
                if (!container.path("name").asText().equals(MAIN_CONTAINER)) {
                    each = each.plus(Pods.requested(container));
                }
            }
            spec.path("nodeSelector")
                    .properties()
                    .forEach(label ->
                            selector.put(label.getKey(), label.getValue().asText()));
        }
        return new PodGroup(component, count, each, selector);
    }

    private int parallelism(JsonNode written) {
        int own = written.asInt(0);
        return own > 0 ? own : Math.max(1, number("parallelism.default").orElse(1));
    }

    private static boolean suspended(JsonNode state) {
        return state.asText().equalsIgnoreCase("suspended");
    }

    private Optional<Integer> number(String key) {
        return configured(key)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf);
    }

    /** A Flink setting, from the flat form or from the nested one that newer operators take as well. */
    private Optional<String> configured(String key) {
        JsonNode flat = at("/flinkConfiguration").path(key);
        return flat.isValueNode() && !flat.isNull()
                ? Optional.of(flat.asText())
                : text("/flinkConfiguration/" + key.replace('.', '/'));
    }

    private JsonNode at(String pointer) {
        return ClusterSpec.at(cluster, pointer);
    }

    private Optional<String> text(String pointer) {
        return ClusterSpec.textAt(cluster, pointer);
    }
}
