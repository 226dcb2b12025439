package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.status.ShownClusters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Makes the pictures in docs/images; {@code bin/screenshots} runs it. It is no test, and none of its name is run with the tests. */
public class Screenshots {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder PROFILE = new TemporaryFolder();

    private static final long SECONDS = 120;
    private static final int WIDTH = 1280;

    private final Path directory = Path.of(System.getProperty("flinkdeploy.images", "docs/images"));

    @Before
    public void dark() throws IOException {
        Path theme = Files.writeString(
                PROFILE.newFolder().toPath().resolve("theme.yaml"),
                "appearance: {themeManager: {theme: darkSystem}}\n");
        ConfigurationAsCode.get().configure(theme.toString());
    }

    @Test
    public void pages() throws Exception {
        try (PlayedOperator server = new PlayedOperator()) {
            server.stands("orders-main", "three");
            server.revisions("orders-main", "one", "two", "three");
            FlinkDeployConfiguration.get().setTargets(List.of(server.target("production")));
            WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "orders");
            job.setDefinition(new CpsFlowDefinition("echo 'deployed'", true));
            for (String saved : List.of("done", "done", "failed", "done", "rolled-back", "done")) {
                WorkflowRun run = JENKINS.buildAndAssertStatus(Result.SUCCESS, job);
                FlinkDeployAction.note(run, saved(saved), Optional.of("production"));
            }
            take("deployed", "job/orders/6/flink-deploy/", 1150);
            take("rolled-back", "job/orders/5/flink-deploy/", 1500);
            take("failed", "job/orders/3/flink-deploy/", 1150);
            take(
                    "roll-back",
                    "job/orders/6/flink-deploy/rollback/"
                            + saved("done").order().id() + "/",
                    900);
            take("job", "job/orders/flink-deployments/", 800);
            take("trend", "job/orders/", 700);
        }
    }

    @Test
    public void clusters() throws Exception {
        try (PlayedOperator server = new PlayedOperator();
                ShownClusters clusters = new ShownClusters(server.cluster())) {
            clusters.stand();
            FlinkDeployConfiguration.get().setTargets(List.of(server.target("production")));
            FlinkDeployConfiguration.get().setPrices("currency: EUR\ncpu: 0.035\nmemory: 0.0045\n");
            String cluster = "flink-clusters/target/production/streaming/orders-main/";
            take("clusters", "flink-clusters/", 760);
            take("cluster", cluster, 1500);
            take("stop", cluster + "control/stop/", 700);
            take("cost", "flink-clusters/cost/", 900);
        }
    }

    private void take(String name, String page, int height) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (boolean dark : List.of(false, true)) {
            Path file = directory
                    .resolve(name + (dark ? "-dark" : "-light") + ".png")
                    .toAbsolutePath();
            Files.deleteIfExists(file);
            List<String> command = new ArrayList<>(List.of(
                    System.getProperty("flinkdeploy.chromium", "chromium"),
                    "--headless",
                    // The sandbox wants rights that containers and root do not have; the pages are our own.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--user-data-dir=" + PROFILE.newFolder(),
                    "--window-size=" + WIDTH + "," + height,
                    "--virtual-time-budget=15000",
                    "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                    "--screenshot=" + file,
                    JENKINS.getURL() + page));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(page).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(file).as(page).isNotEmptyFile();
        }
    }

    private static Deployment saved(String name) throws IOException {
        try (InputStream json = Screenshots.class.getResourceAsStream("shown/" + name + ".json")) {
            return Deployment.fromJson(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
