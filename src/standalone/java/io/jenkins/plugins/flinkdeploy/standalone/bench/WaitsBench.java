package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Many deployments that wait in one process. It has a process of its own, and the API server another, so that what is counted here is
 * flink-deploy alone.
 */
public final class WaitsBench {
    private static final int WATCHED_SECONDS = 30;
    /** How many begin at the same time. */
    private static final int BATCH = 20;

    private static final int NANOS_PER_MILLI = 1_000_000;

    private WaitsBench() {}

    /** Runs it as a child, and gives its figures. */
    static Map<String, Object> inItsOwnProcess(Path directory, boolean quick, BenchLog log)
            throws IOException, InterruptedException {
        Path figures = Files.createDirectories(directory).resolve("waits.json");
        List<String> command = new ArrayList<>(List.of(Jvm.java(), "-Xmx256m"));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), WaitsBench.class.getName()));
        command.addAll(
                List.of(figures.toString(), quick ? "200" : "1000", log.start().toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("The process of the waiting deployments failed");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        Json.read(Files.readString(figures))
                .properties()
                .forEach(field -> result.put(field.getKey(), field.getValue()));
        return result;
    }

    /** @param arguments the file to write, how many deployments, when the benchmark began */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[1]);
        BenchLog log = new BenchLog(System.out, Instant.parse(arguments[2]));
        log.line("waits: starting an API server in another process");
        try (Remote server = Remote.start()) {
            Files.writeString(Path.of(arguments[0]), Json.write(run(server, count, log)));
        }
        System.exit(0);
    }

    private static ObjectNode run(Remote server, int count, BenchLog log) throws IOException, InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ObjectNode figures = Json.object();
        long heapBefore = heap();
        int threadsBefore = threads.getThreadCount();
        threads.resetPeakThreadCount();
        try (Crowd crowd = new Crowd(server.url())) {
            Instant start = Instant.now();
            for (int first = 0; first < count; first += BATCH) {
                begin(server, crowd, first);
                if ((first + BATCH) % 200 == 0) {
                    log.line("waits: " + (first + BATCH) + " deployments wait");
                }
            }
            crowd.awaitAll(Phase.UPGRADING);
            int peak = threads.getPeakThreadCount() - threadsBefore;
            long heapNow = heap();
            threads.resetPeakThreadCount();
            Map<String, Integer> requests = requests(server);
            long cpu = cpuNanos();
            log.line("waits: watching them wait for " + WATCHED_SECONDS + " s");
            Thread.sleep(WATCHED_SECONDS * 1000L);
            double cpuShare = (cpuNanos() - cpu) / 1e9 / WATCHED_SECONDS;
            Map<String, Integer> kinds = RequestCount.difference(requests, requests(server));
            double perSecond =
                    kinds.values().stream().mapToInt(Integer::intValue).sum() / (double) WATCHED_SECONDS;
            int waiting = threads.getPeakThreadCount() - threadsBefore;
            figures.put("waits", count);
            figures.put("threadsFor1000Waits", waiting);
            figures.put("threadsWhileStarting", peak);
            figures.put("heapMbFor1000Waits", Figures.rounded((Math.max(heapNow, heap()) - heapBefore) / 1048576.0));
            figures.put("requestsPerSecondFor1000Waits", Figures.rounded(perSecond));
            figures.putPOJO("requestsWhileWaiting", kinds);
            figures.put("cpuCoresFor1000Waits", Figures.rounded(cpuShare));
            figures.put("startSeconds", Instant.now().getEpochSecond() - start.getEpochSecond() - WATCHED_SECONDS);
            log.line("waits: " + figures);
            figures.put("verdictOf1000MedianMillis", finish(server, crowd, count));
            log.line("waits: all ended, " + figures.get("verdictOf1000MedianMillis")
                    + " ms (median) after their status");
        }
        return figures;
    }

    private static void begin(Remote server, Crowd crowd, int first) throws IOException, InterruptedException {
        for (int number = first; number < first + BATCH; number++) {
            crowd.begin(number);
        }
        for (int number = first; number < first + BATCH; number++) {
            crowd.awaitPhase(number, Set.of(Phase.APPLIED, Phase.UPGRADING));
            server.ask("take " + Crowd.name(number));
        }
    }

    /** One after another, while all others wait: the time from the status to the end. */
    private static double finish(Remote server, Crowd crowd, int count) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int number = 0; number < Math.min(count, 50); number++) {
            server.ask("finish " + Crowd.name(number));
            long told = System.nanoTime();
            crowd.awaitEnd(number);
            millis.add((crowd.endedAt(number) - told) / (double) NANOS_PER_MILLI);
        }
        Deployment first = crowd.deployment(0);
        if (first.phase() != Phase.DONE) {
            throw new IllegalStateException("A deployment ended as " + first.phase() + ": " + first.summary());
        }
        return Figures.median(millis);
    }

    private static Map<String, Integer> requests(Remote server) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Json.read(server.ask("counts"))
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Heap in use when all garbage is gone. */
    @SuppressFBWarnings("DM_GC")
    private static long heap() throws InterruptedException {
        for (int turn = 0; turn < 3; turn++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The API server's process. */
    private record Remote(Process process, String url, BufferedReader answers, PrintStream commands)
            implements AutoCloseable {
        static Remote start() throws IOException {
            List<String> command = new ArrayList<>(List.of(Jvm.java(), "-Xmx1g", "-classpath"));
            command.addAll(List.of(System.getProperty("java.class.path"), CrowdServer.class.getName()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String url = answers.readLine();
            if (url == null) {
                throw new IOException("The API server did not start");
            }
            return new Remote(
                    process, url, answers, new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
        }

        String ask(String command) throws IOException {
            commands.println(command);
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("The API server ended");
            }
            return answer;
        }

        @Override
        public void close() {
            commands.close();
            process.destroy();
        }
    }
}
