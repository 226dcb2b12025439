package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.images.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What a deployment costs over what the operator itself needs, how many can wait at once, and how soon faults are told. */
public final class DeployBench {
    private static final List<String> PARTS = List.of("overhead", "downtime", "faults", "waits");

    private DeployBench() {}

    /** @param arguments the file to write; then {@code --quick} for fewer rounds, and names of parts to run those alone */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Path result = Path.of(arguments[0]).toAbsolutePath();
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        boolean quick = options.contains("--quick");
        List<String> parts = options.stream().noneMatch(PARTS::contains) ? PARTS : options;
        BenchLog log = new BenchLog(System.out, Instant.now());
        Path work = Files.createTempDirectory("flink-deploy-bench");
        Map<String, Object> figures = new LinkedHashMap<>();
        try {
            if (parts.contains("waits")) {
                figures.putAll(WaitsBench.inItsOwnProcess(work.resolve("waits"), quick, log));
            }
            if (parts.stream().anyMatch(part -> PARTS.indexOf(part) >= 0 && !part.equals("waits"))) {
                figures.putAll(onCluster(work, parts, quick, log));
            }
            Files.writeString(result, Json.writePretty(figures) + "\n");
            log.line("written to " + result);
        } finally {
            Trees.delete(work);
        }
    }

    private static Map<String, Object> onCluster(Path work, List<String> parts, boolean quick, BenchLog log)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Map<String, Object> figures = new LinkedHashMap<>();
        log.line("starting the local cluster");
        try (BenchCluster cluster = BenchCluster.start(work.resolve("cluster"), log);
                Deployer deployer = new Deployer(cluster.api(), work.resolve("state"))) {
            if (parts.contains("overhead")) {
                figures.putAll(new OverheadBench(cluster, deployer, log).run(quick));
            }
            if (parts.contains("downtime")) {
                figures.putAll(new DowntimeBench(cluster, deployer, log).run(quick));
            }
            if (parts.contains("faults")) {
                figures.putAll(new FaultBench(cluster, deployer, log).run());
            }
        }
        return figures;
    }
}
