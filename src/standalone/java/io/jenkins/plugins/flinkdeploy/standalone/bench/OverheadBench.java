package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Upgrades one job again and again, in turns by this project and by a script's way: apply, then get every so often until the
 * status says that the new generation runs.
 */
final class OverheadBench {
    private static final String NAME = "overhead";

    /**
     * One upgrade.
     *
     * @param wholeSeconds from its begin to the verdict
     * @param afterOperatorMillis from the operator's completion, as an independent watch saw it, to the verdict
     */
    private record Run(double wholeSeconds, double afterOperatorMillis) {}

    private final BenchCluster cluster;
    private final Deployer deployer;
    private final BenchLog log;
    private final RawWatch watch;
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private final List<Integer> requests = new ArrayList<>();
    private Map<String, Integer> requestKinds = Map.of();
    private int change = 100;

    OverheadBench(BenchCluster cluster, Deployer deployer, BenchLog log) throws IOException, InterruptedException {
        this.cluster = cluster;
        this.deployer = deployer;
        this.log = log;
        this.watch = new RawWatch(
                cluster.local().apiServer().url(),
                "/apis/" + BenchCluster.API_VERSION + "/namespaces/" + BenchCluster.NAMESPACE + "/flinkdeployments");
    }

    Map<String, Object> run(boolean quick) throws IOException, InterruptedException {
        try (watch) {
            deployer.deploy(next(), settings());
            int rounds = quick ? 2 : 5;
            for (int round = 1; round <= rounds; round++) {
                ours(round);
                polling(round, 1);
                polling(round, 5);
                if (!quick && round <= 2) {
                    polling(round, 60);
                }
            }
            cluster.api().delete(BenchCluster.id(NAME));
        }
        return figures();
    }

    static DeploySettings settings() {
        return DeploySettings.defaults().withSoak(Duration.ZERO).withMinCheckpoints(0);
    }

    private ObjectNode next() {
        ObjectNode job = cluster.job(NAME);
        job.withObject("/spec/job").putArray("args").add("--rps").add(String.valueOf(++change));
        return job;
    }

    private void ours(int round) {
        RequestCount count = new RequestCount(cluster.local().apiServer());
        long start = System.nanoTime();
        Deployment end = deployer.deploy(next(), settings());
        long now = System.nanoTime();
        if (end.phase() != Phase.DONE) {
            throw new IllegalStateException("An upgrade ended as " + end.phase() + ": " + end.summary());
        }
        requestKinds = count.kinds();
        requests.add(count.besideWatches());
        note("flink-deploy", round, start, now, end.baseline().orElseThrow().generation());
    }

    private void polling(int round, int everySeconds) throws InterruptedException {
        ClusterApi api = cluster.api();
        ResourceId id = BenchCluster.id(NAME);
        ObjectNode job = next();
        // What the deployments before left on the resource stays, as with any tool that applies with force.
        api.get(id).ifPresent(live -> job.withObject("/metadata")
                .set("annotations", live.at("/metadata/annotations").deepCopy()));
        long start = System.nanoTime();
        long generation =
                api.apply(Manifest.of(job), false).at("/metadata/generation").asLong();
        while (!api.get(id).map(live -> isComplete(live, generation)).orElse(false)) {
            Thread.sleep(Duration.ofSeconds(everySeconds).toMillis());
        }
        note("polling " + everySeconds + " s", round, start, System.nanoTime(), generation);
    }

    private void note(String who, int round, long start, long now, long generation) {
        long completed = watch.first(start, object -> isComplete(Manifest.of((ObjectNode) object), generation))
                .orElse(now);
        Run run = new Run(Figures.seconds(now - start), Figures.millis(now - completed));
        runs.computeIfAbsent(who, name -> new ArrayList<>()).add(run);
        log.line("overhead, round " + round + ", " + who + ": " + run.wholeSeconds() + " s, "
                + run.afterOperatorMillis() + " ms of it after the operator was done");
    }

    private static boolean isComplete(Manifest live, long generation) {
        ResourceSeen seen = ResourceSeen.of(live);
        return seen.acceptedGeneration() >= generation
                && seen.lifecycleIs("STABLE")
                && seen.job().is("RUNNING");
    }

    private Map<String, Object> figures() {
        double ours = whole("flink-deploy");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "verdictLatencyMedianMillis",
                Figures.median(runs.get("flink-deploy").stream()
                        .map(Run::afterOperatorMillis)
                        .toList()));
        runs.keySet().stream()
                .filter(who -> who.startsWith("polling"))
                .forEach(who -> figures.put(
                        "wholeDeployRatioToPolling" + who.replaceAll("\\D", "") + "s",
                        Figures.rounded(ours / whole(who))));
        figures.put("requestsPerDeploy", Figures.median(requests));
        figures.put("requestsOfLastDeploy", requestKinds);
        figures.put("overheadRuns", runs);
        return figures;
    }

    private double whole(String who) {
        return Figures.median(runs.get(who).stream().map(Run::wholeSeconds).toList());
    }
}
