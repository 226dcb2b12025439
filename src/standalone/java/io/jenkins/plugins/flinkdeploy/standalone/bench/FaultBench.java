package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deploys jobs that are broken in known ways, and sees how long the API server knew before the deployment says why. */
final class FaultBench {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration GONE_LIMIT = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 200;
    private static final Pattern CAUSE = Pattern.compile("^(?:likely )?cause: ([^.]*)\\.");

    /**
     * How one fault was told.
     *
     * @param diagnosedSeconds from the first sign on the API server until the log names the right cause, with its evidence and
     *     what to do
     * @param decidedSeconds until the deployment has decided that it failed
     */
    private record Told(double diagnosedSeconds, double decidedSeconds, String sign, String cause, String phase) {}

    private final BenchCluster cluster;
    private final Deployer deployer;
    private final BenchLog log;
    private final Map<String, Told> faults = new LinkedHashMap<>();

    FaultBench(BenchCluster cluster, Deployer deployer, BenchLog log) {
        this.cluster = cluster;
        this.deployer = deployer;
        this.log = log;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        try (Signs signs = new Signs(cluster.local().apiServer().url())) {
            for (Fault fault : Fault.all()) {
                inject(fault, signs);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "diagnosisMaxSeconds",
                max(faults.values().stream().map(Told::diagnosedSeconds).toList()));
        figures.put(
                "decidedMaxSeconds",
                max(faults.values().stream().map(Told::decidedSeconds).toList()));
        figures.put("faults", faults);
        return figures;
    }

    private static double max(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private void inject(Fault fault, Signs signs) throws InterruptedException {
        String name = "fault-" + fault.name();
        ObjectNode manifest = cluster.job(name);
        fault.injection().accept(manifest);
        if (fault.isOnSessionCluster()) {
            ObjectNode session = manifest.deepCopy();
            session.withObject("/spec").remove("job");
            deployer.deploy(session, OverheadBench.settings());
        }
        AtomicLong diagnosed = new AtomicLong();
        AtomicLong decided = new AtomicLong();
        long start = System.nanoTime();
        DeploySettings settings = DeploySettings.defaults()
                .withSoak(Duration.ofSeconds(10))
                .withMinCheckpoints(0)
                .withTimeout(LIMIT)
                .withRollback(RollbackPolicy.MANUAL);
        Deployment end = deployer.deploy(manifest, settings, (deployment, lines) -> {
            if (lines.stream().anyMatch(line -> names(line, fault))) {
                diagnosed.compareAndSet(0, System.nanoTime());
            }
            if (deployment.diagnosis().isPresent()) {
                decided.compareAndSet(0, System.nanoTime());
            }
        });
        Signs.Sign sign = signs.first(name, start);
        String cause = end.diagnosis().map(Diagnosis::cause).orElse("none");
        if (!cause.contains(fault.expected())) {
            throw new IllegalStateException("The fault " + fault.name() + " was diagnosed as " + cause);
        }
        double decidedAfter = Figures.seconds(decided.get() - sign.nanos());
        double diagnosedAfter = Figures.seconds(diagnosed.get() - sign.nanos());
        faults.put(
                fault.name(),
                new Told(
                        diagnosedAfter,
                        decidedAfter,
                        sign.what(),
                        cause,
                        end.phase().name()));
        log.line("fault " + fault.name() + ": diagnosed after " + diagnosedAfter + " s as \"" + cause
                + "\", decided after " + decidedAfter + " s (first sign: " + sign.what() + ")");
        remove(name);
    }

    /** Whether the deployment's log names the cause of this fault here. */
    private static boolean names(LogLine line, Fault fault) {
        Matcher cause = CAUSE.matcher(line.text());
        return cause.find() && cause.group(1).contains(fault.expected());
    }

    private void remove(String name) throws InterruptedException {
        cluster.api().delete(BenchCluster.id(name));
        long limit = System.nanoTime() + GONE_LIMIT.toNanos();
        while (cluster.api().get(BenchCluster.id(name)).isPresent() && System.nanoTime() < limit) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
