package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ChildProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of a container from its start to its end: probes, memory limit, and the stop of the pod. */
final class ContainerWatch {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration PROBE_GRACE = Duration.ofSeconds(30);
    private static final Duration MEMORY_CHECK = Duration.ofSeconds(1);

    private final NodeContext node;
    private final RunningPod pod;
    private final Container container;
    private final ChildProcess process;
    private final ReportSink reports;
    private final Stop stop;

    ContainerWatch(
            NodeContext node,
            RunningPod pod,
            Container container,
            ChildProcess process,
            ReportSink reports,
            Stop stop) {
        this.node = node;
        this.pod = pod;
        this.container = container;
        this.process = process;
        this.reports = reports;
        this.stop = stop;
    }

    /** Returns the exit code when the process has ended, which it is made to do when the pod is stopped. */
    int untilEnd(Instant start) {
        boolean outOfMemory = attend(start);
        if (process.isAlive()) {
            process.stop(stop.grace());
        }
        int code = process.exitCode().orElse(137);
        Instant end = Instant.now();
        String reason = outOfMemory ? "OOMKilled" : code == 0 ? "Completed" : "Error";
        reports.update(report -> report.terminated(code, reason, null, start, end));
        return code;
    }

    /** Looks after the process while it runs and nobody wants it to stop; true when it took too much memory and was killed. */
    private boolean attend(Instant start) {
        Probes probes = new Probes(container, pod.address(), start, failure -> node.events()
                .warning(pod.definition(), "kubelet", "Unhealthy", failure));
        MemoryLimit memory = MemoryLimit.of(container);
        Instant nextMemoryCheck = start.plus(MEMORY_CHECK);
        boolean started = false;
        boolean ready = false;
        while (process.isAlive() && !stop.requested()) {
            Instant now = Instant.now();
            probes.poll(now);
            if (probes.started() != started || probes.ready() != ready) {
                started = probes.started();
                ready = probes.ready();
                reports.update(report -> report.probed(probes.started(), probes.ready()));
            }
            if (killedByProbe(probes)) {
                return false;
            }
            if (now.isAfter(nextMemoryCheck)) {
                nextMemoryCheck = now.plus(MEMORY_CHECK);
                if (memory.isExceededBy(process.pid())) {
                    process.kill();
                    return true;
                }
            }
            process.waitFor(STEP);
        }
        return false;
    }

    private boolean killedByProbe(Probes probes) {
        Optional<String> fatal = probes.fatal();
        fatal.ifPresent(kind -> {
            node.events()
                    .normal(
                            pod.definition(),
                            "kubelet",
                            "Killing",
                            "Container " + container.getName() + " failed " + kind + " probe, will be restarted");
            process.stop(PROBE_GRACE);
        });
        return fatal.isPresent();
    }
}
