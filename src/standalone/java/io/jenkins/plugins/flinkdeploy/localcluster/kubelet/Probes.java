package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The probes of one run of a container: nothing but the startup probe counts until it has passed. */
final class Probes {
    private final Container container;
    private final ProbeCall call;
    private final Consumer<String> unhealthy;
    private final Optional<ProbeSchedule> startup;
    private final Optional<ProbeSchedule> readiness;
    private final Optional<ProbeSchedule> liveness;

    /**
     * @param unhealthy told of each failed probe, in the words of the kubelet's Unhealthy event
     */
    Probes(Container container, String address, Instant start, Consumer<String> unhealthy) {
        this.container = container;
        this.call = new ProbeCall(container, address);
        this.unhealthy = unhealthy;
        this.startup = schedule(container.getStartupProbe(), start);
        this.readiness = schedule(container.getReadinessProbe(), start);
        this.liveness = schedule(container.getLivenessProbe(), start);
    }

    private static Optional<ProbeSchedule> schedule(Probe probe, Instant start) {
        return Optional.ofNullable(probe).map(definition -> new ProbeSchedule(definition, start));
    }

    /** Carries out what is due. */
    void poll(Instant now) {
        if (!started()) {
            startup.ifPresent(schedule -> run("Startup", container.getStartupProbe(), schedule, now));
            return;
        }
        readiness.ifPresent(schedule -> run("Readiness", container.getReadinessProbe(), schedule, now));
        liveness.ifPresent(schedule -> run("Liveness", container.getLivenessProbe(), schedule, now));
    }

    boolean started() {
        return passes(startup);
    }

    boolean ready() {
        return started() && passes(readiness);
    }

    /** Which probe demands that the container is killed, if any does. */
    Optional<String> fatal() {
        if (fails(startup)) {
            return Optional.of("startup");
        }
        return fails(liveness) ? Optional.of("liveness") : Optional.empty();
    }

    private static boolean passes(Optional<ProbeSchedule> schedule) {
        return schedule.map(s -> s.verdict() == ProbeSchedule.Verdict.PASSES).orElse(true);
    }

    private static boolean fails(Optional<ProbeSchedule> schedule) {
        return schedule.map(s -> s.verdict() == ProbeSchedule.Verdict.FAILS).orElse(false);
    }

    private void run(String kind, Probe probe, ProbeSchedule schedule, Instant now) {
        if (schedule.isDue(now)) {
            Optional<String> failure = call.failure(probe);
            schedule.record(failure.isEmpty(), Instant.now());
            failure.ifPresent(text -> unhealthy.accept(kind + " probe failed: " + text));
        }
    }
}
