package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Upgrades a job with its state by savepoint, in turns by this project and by a plain apply, and sees how long no task runs. */
final class DowntimeBench {
    private static final String NAME = "downtime";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final BenchCluster cluster;
    private final Deployer deployer;
    private final BenchLog log;
    private final Map<String, List<Double>> runs = new LinkedHashMap<>();
    private int change = 100;
    private int requests;
    private Map<String, Integer> requestKinds = Map.of();

    DowntimeBench(BenchCluster cluster, Deployer deployer, BenchLog log) {
        this.cluster = cluster;
        this.deployer = deployer;
        this.log = log;
    }

    Map<String, Object> run(boolean quick) throws InterruptedException {
        deploy();
        int rounds = quick ? 1 : 3;
        for (int round = 1; round <= rounds; round++) {
            measure("flink-deploy", round, this::deploy);
            measure("operator", round, this::apply);
        }
        cluster.api().delete(BenchCluster.id(NAME));
        double ours = Figures.median(runs.get("flink-deploy"));
        double operator = Figures.median(runs.get("operator"));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("downtimeRatioToOperator", Figures.rounded(ours / operator));
        figures.put("downtimeSeconds", runs);
        figures.put("requestsOfStatefulUpgrade", requests);
        figures.put("requestsOfLastStatefulUpgrade", requestKinds);
        return figures;
    }

    private void measure(String who, int round, Runnable upgrade) throws InterruptedException {
        try (JobPulse pulse = new JobPulse(cluster.api(), NAME)) {
            pulse.awaitRunning(LIMIT);
            upgrade.run();
            pulse.awaitGap(LIMIT);
            double seconds = Figures.seconds(pulse.longestGap().toNanos());
            runs.computeIfAbsent(who, name -> new ArrayList<>()).add(seconds);
            log.line("downtime, round " + round + ", " + who + ": " + seconds + " s");
        }
    }

    private ObjectNode next() {
        ObjectNode job = cluster.statefulJob(NAME);
        job.withObject("/spec/job").putArray("args").add("--rps").add(String.valueOf(++change));
        return job;
    }

    private void deploy() {
        RequestCount count = new RequestCount(cluster.local().apiServer());
        Deployment end = deployer.deploy(
                next(), DeploySettings.defaults().withSoak(Duration.ZERO).withMinCheckpoints(1));
        if (end.phase() != Phase.DONE) {
            throw new IllegalStateException("An upgrade ended as " + end.phase() + ": " + end.summary());
        }
        requests = count.besideWatches();
        requestKinds = count.kinds();
    }

    private void apply() {
        ObjectNode job = next();
        cluster.api().get(BenchCluster.id(NAME)).ifPresent(live -> job.withObject("/metadata")
                .set("annotations", live.at("/metadata/annotations").deepCopy()));
        cluster.api().apply(Manifest.of(job), false);
    }
}
