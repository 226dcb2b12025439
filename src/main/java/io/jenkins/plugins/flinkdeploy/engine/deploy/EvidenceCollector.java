package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Evidence;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Collects what the cluster says about a failure: status, events, job exceptions, pod states, log tails. */
final class EvidenceCollector {
    private static final Logger LOGGER = Logger.getLogger(EvidenceCollector.class.getName());
    private static final int LOG_LINES = 400;
    private static final int EVENTS = 8;

    /** The operator's own optimistic locking, and that a container is started again later, say nothing about the failure. */
    private static final Set<String> NOISE = Set.of("ClusterDeploymentException", "BackOff");

    private final ClusterApi cluster;
    private final Supplier<Observation> observe;

    EvidenceCollector(ClusterApi cluster, Supplier<Observation> observe) {
        this.cluster = cluster;
        this.observe = observe;
    }

    /** Whatever can be had; a part that cannot be read is left out. */
    List<Evidence> collect(Deployment deployment) {
        Instant since = deployment
                .baseline()
                .map(baseline -> baseline.appliedAt())
                .orElse(deployment.order().createdAt())
                .truncatedTo(ChronoUnit.SECONDS);
        Observation now = observe.get();
        List<Evidence> evidence = new ArrayList<>();
        now.sample()
                .flatMap(JobSample::newestException)
                .ifPresent(text -> evidence.add(new Evidence("job exception", text)));
        now.resource()
                .flatMap(resource -> resource.error())
                .filter(error -> !error.isPassing())
                .ifPresent(error -> evidence.add(new Evidence("status.error", error.message())));
        evidence.addAll(events(now, since));
        for (PodSeen pod : now.pods()) {
            if (pod.createdAt().map(at -> !at.isBefore(since)).orElse(true)) {
                evidence.addAll(pod(deployment, pod));
            }
        }
        return evidence;
    }

    private static List<Evidence> events(Observation observation, Instant since) {
        List<EventSeen> newest = new ArrayList<>(observation.events().stream()
                .filter(event -> event.warning() && !event.at().isBefore(since) && !isNoise(observation, event))
                .toList());
        Collections.reverse(newest);
        return newest.stream()
                .limit(EVENTS)
                .map(event -> new Evidence("event on " + event.about(), event.reason() + ": " + event.message()))
                .distinct()
                .toList();
    }

    private static boolean isNoise(Observation observation, EventSeen event) {
        return switch (event.reason()) {
            // Only the liveness probe kills; the others fail until the process listens.
            case "Unhealthy" -> !event.message().startsWith("Liveness");
            // A container that was started had its volumes.
            case "FailedMount" ->
                observation.pods().stream()
                        .anyMatch(pod -> event.about().equals("Pod " + pod.name()) && !"Pending".equals(pod.phase()));
            default -> NOISE.contains(event.reason());
        };
    }

    private List<Evidence> pod(Deployment deployment, PodSeen pod) {
        List<Evidence> evidence = new ArrayList<>();
        pod.waitingReason()
                .ifPresent(reason -> evidence.add(new Evidence(
                        "pod " + pod.name(),
                        reason + pod.waitingMessage().map(m -> ": " + m).orElse(""))));
        pod.terminatedReason()
                .filter(reason -> pod.brokeDown() || pod.exitCode().isEmpty())
                .ifPresent(reason -> evidence.add(new Evidence(
                        "pod " + pod.name(),
                        "ended: " + reason
                                + pod.exitCode().map(c -> ", exit code " + c).orElse(""))));
        pod.unschedulable()
                .ifPresent(text -> evidence.add(new Evidence("pod " + pod.name(), "Unschedulable: " + text)));
        String namespace = deployment.order().resource().namespace();
        String log = tail(namespace, pod.name(), pod.restarts() > 0);
        if (log.isBlank() && pod.restarts() > 0) {
            log = tail(namespace, pod.name(), false);
        }
        String telling = Optional.of(LogExcerpt.of(log))
                .filter(text -> !text.isBlank())
                .or(pod::lastWords)
                .orElse(pod.brokeDown() ? LogExcerpt.lastLines(log) : "");
        if (!telling.isBlank()) {
            evidence.add(new Evidence("log of pod " + pod.name(), telling));
        }
        return evidence;
    }

    private String tail(String namespace, String pod, boolean previous) {
        try {
            return cluster.logTail(namespace, pod, PodReader.MAIN_CONTAINER, LOG_LINES, previous);
        } catch (ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> "No log of pod " + pod);
            return "";
        }
    }
}
