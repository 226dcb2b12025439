package io.jenkins.plugins.flinkdeploy.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.definition.PricesReader;
import io.jenkins.plugins.flinkdeploy.engine.kube.Answers;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** What clusters request, and what that costs. */
public class CostCalculatorTest {
    private static final Prices PRICES = PricesReader.read(
            new NamedSource(
                    "prices.yaml",
                    """
            {currency: EUR, cpu: 0.04, memory: 0.005, spot: {nodeSelector: {life: spot}, factor: 0.5}}
            """));
    private static final String APPLICATION =
            """
            {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
             "metadata":{"name":"orders-main","namespace":"streaming","labels":{"flinkdeploy.jenkins.io/owner":"logistics"}},
             "spec":{"flinkConfiguration":{"taskmanager.numberOfTaskSlots":"2"},
               "jobManager":{"resource":{"cpu":0.5,"memory":"1g"}},
               "taskManager":{"resource":{"cpu":1,"memory":"2048m"}},
               "job":{"parallelism":3,"state":"running"}}}
            """;
    private static final String SESSION =
            """
            {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
             "metadata":{"name":"shared","namespace":"streaming","labels":{"flinkdeploy.jenkins.io/owner":"platform"}},
             "spec":{"mode":"standalone","flinkConfiguration":{"taskmanager.numberOfTaskSlots":"4"},
               "jobManager":{"resource":{"cpu":1,"memory":"1g"}},
               "taskManager":{"replicas":%d,"resource":{"cpu":2,"memory":"4g"}}}}
            """;

    @Rule
    public final Answers answers = new Answers();

    @Test
    public void an_application_cluster_has_as_many_TaskManagers_as_its_parallelism_needs() {
        ClusterCost cost = specified(APPLICATION);

        // One JobManager of 0.5 cores and 1 GiB, two TaskManagers of 1 core and 2 GiB.
        assertThat(cost.requested().cores()).isEqualByComparingTo("2.5");
        assertThat(cost.requested().gib()).isEqualByComparingTo("5");
        assertThat(cost.hour().orElseThrow().amount()).isEqualByComparingTo("0.125");
        assertThat(cost.month()).map(Money::toString).contains("91.25 EUR");
        assertThat(cost.owner()).contains("logistics");
    }

    @Test
    public void without_prices_the_amounts_are_told_and_no_price() {
        ClusterCost cost = new CostCalculator(Optional.empty()).specified(manifest(APPLICATION), List.of());

        assertThat(cost.describe()).isEqualTo("2.5 cores, 5 GiB requested");
        assertThat(cost.month()).isEmpty();
    }

    @Test
    public void a_suspended_cluster_costs_nothing() {
        assertThat(specified(APPLICATION.replace("running", "suspended")).month())
                .map(Money::rounded)
                .contains("0.00");
    }

    @Test
    public void side_containers_and_the_pool_of_the_TaskManagers_count() {
        ClusterCost cost = specified(APPLICATION.replace(
                "\"memory\":\"2048m\"}",
                "\"memory\":\"2048m\"},\"podTemplate\":{\"spec\":{\"nodeSelector\":{\"life\":\"spot\"},\"containers\":["
                        + "{\"name\":\"flink-main-container\"},{\"name\":\"worker\",\"resources\":{\"limits\":{\"cpu\":\"500m\","
                        + "\"memory\":\"1Gi\"}}}]}}"));

        assertThat(cost.requested().cores()).isEqualByComparingTo("3.5");
        assertThat(cost.requested().gib()).isEqualByComparingTo("7");
        // The JobManager at full price, the TaskManagers at half of it.
        assertThat(cost.hour().orElseThrow().amount()).isEqualByComparingTo("0.1");
    }

    @Test
    public void a_blue_green_deployment_costs_what_the_cluster_in_it_does() {
        String spec = manifest(APPLICATION).at("/spec").toString();
        Manifest blueGreen = manifest(
                """
                {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkBlueGreenDeployment",
                 "metadata":{"name":"orders-main","namespace":"streaming"},"spec":{"template":{"spec":%s}}}
                """
                        .formatted(spec));

        assertThat(new CostCalculator(Optional.of(PRICES))
                        .specified(blueGreen, List.of())
                        .month())
                .isEqualTo(specified(APPLICATION).month());
    }

    @Test
    public void jobs_of_a_session_cluster_share_it_by_their_slots_and_the_shares_make_the_whole() {
        ClusterCost cost = session(4, job("a", "red", 3), job("b", "blue", 3), job("c", "blue", 1));

        assertThat(cost.jobs()).extracting(JobCost::name).containsExactly("a", "b", "c");
        assertThat(cost.jobs().stream().map(JobCost::share).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1");
        assertThat(cost.jobs().stream()
                        .map(job -> job.month().orElseThrow().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(cost.month().orElseThrow().amount());
        CostReport report = CostReport.of(List.of(cost));
        assertThat(report.byOwner()).extracting(OwnerCost::name).containsExactly("blue", "red");
        assertThat(report.byOwner().get(0).month().orElseThrow().amount())
                .isGreaterThan(report.byOwner().get(1).month().orElseThrow().amount());
        assertThat(report.total().month().orElseThrow().amount())
                .isEqualByComparingTo(cost.month().orElseThrow().amount());
    }

    @Test
    public void a_session_cluster_without_jobs_is_charged_to_its_own_owner() {
        assertThat(CostReport.of(List.of(session(2))).byOwner())
                .extracting(OwnerCost::name)
                .containsExactly("platform");
    }

    @Test
    public void idle_slots_and_short_ones_lead_to_the_number_that_leaves_a_quarter_free() {
        assertThat(session(4, job("a", "red", 3)).advice())
                .map(SlotAdvice::change)
                .contains("taskManager:\n  replicas: 1   # is 4");
        assertThat(session(4, job("a", "red", 16)).advice())
                .map(SlotAdvice::change)
                .contains("taskManager:\n  replicas: 6   # is 4");
        assertThat(session(4, job("a", "red", 12)).advice()).isEmpty();
        assertThat(session(4, job("a", "red", 8)).advice()).isEmpty();
        assertThat(session(4).advice()).isEmpty();
    }

    @Test
    public void where_Flink_starts_the_TaskManagers_only_slots_that_none_needs_are_too_many() {
        assertThat(specified(APPLICATION).advice()).isEmpty();
        assertThat(specified(APPLICATION.replace("numberOfTaskSlots\":\"2\"", "numberOfTaskSlots\":\"8\""))
                        .advice())
                .map(SlotAdvice::change)
                .hasValueSatisfying(change -> assertThat(change).startsWith("taskManager:\n  slots: 3   # is 8"));
        assertThat(specified(APPLICATION.replace(
                                "numberOfTaskSlots\":\"2\"",
                                "numberOfTaskSlots\":\"8\",\"job.autoscaler.enabled\":\"true\""))
                        .advice())
                .isEmpty();
    }

    @Test
    public void what_runs_is_told_by_its_pods_and_used_only_where_it_is_measured() {
        answers.deployment(APPLICATION)
                .pods(Stream.of("Running", "Pending", "Failed", "Succeeded")
                        .map(phase ->
                                """
                                {"metadata":{"name":"p-%1$s","labels":{"app":"orders-main","component":"taskmanager"}},
                                 "spec":{"containers":[{"resources":{"requests":{"cpu":"1500m","memory":"3Gi"}}}]},
                                 "status":{"phase":"%1$s"}}
                                """
                                        .formatted(phase))
                        .reduce((one, other) -> one + "," + other)
                        .orElseThrow())
                .flink("/overview", "{\"taskmanagers\":2,\"slots-total\":4,\"slots-available\":1}");

        ClusterCost cost = read();

        assertThat(cost.requested().cores()).isEqualByComparingTo("3");
        assertThat(cost.requested().gib()).isEqualByComparingTo("6");
        assertThat(cost.slots()).isEqualTo(new Slots(4, 3));
        assertThat(cost.used()).isEmpty();
        assertThat(CostText.of(CostReport.of(List.of(cost)))).contains("Used:        not measured");

        answers.on("/apis/metrics.k8s.io/v1beta1", "{\"resources\":[{\"name\":\"pods\",\"kind\":\"PodMetrics\"}]}")
                .on(
                        "/apis/metrics.k8s.io/v1beta1/namespaces/streaming/pods",
                        """
                        {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[
                         {"metadata":{"name":"p-Running"},"containers":[{"usage":{"cpu":"250000000n","memory":"1048576Ki"}}]}]}
                        """);

        assertThat(read().used().orElseThrow().describe()).isEqualTo("0.25 cores, 1 GiB");
    }

    @Test
    public void a_cell_of_the_table_is_never_a_formula() {
        String[] names = {"=1+1", "+1", "-1", "@SUM(A1)", "a\",\"b"};
        Manifest[] jobs = Stream.of(names).map(name -> job(name, name, 1)).toArray(Manifest[]::new);

        String csv = CostCsv.of(CostReport.of(List.of(session(2, jobs))));

        assertThat(csv)
                .startsWith("\"namespace\",\"cluster\",\"job\"")
                .contains("\"'=1+1\",\"'=1+1\"", "\"'+1\"", "\"'-1\"", "\"'@SUM(A1)\"", "\"a\"\",\"\"b\"")
                .doesNotContain("\"=", ",=");
        assertThat(csv.lines()).hasSize(6).allMatch(line -> line.startsWith("\"") && line.endsWith("\""));
    }

    @Test
    public void the_units_of_Flink_and_of_Kubernetes_are_told_apart() {
        assertThat(bytes("2g")).isEqualTo(2L << 30);
        assertThat(bytes("2 GB")).isEqualTo(2L << 30);
        assertThat(bytes("1600m")).isEqualTo(1600L << 20);
        assertThat(bytes("2Gi")).isEqualTo(2L << 30);
        assertThat(bytes("1.5Gi")).isEqualTo(3L << 29);
        assertThat(bytes("1024")).isEqualTo(1024);
        assertThat(Quantities.memory("much")).isEmpty();
        assertThat(Quantities.memory("999999999999999t")).isEmpty();
        assertThat(Quantities.kubernetes("500m"))
                .hasValueSatisfying(cpu -> assertThat(cpu).isEqualByComparingTo("0.5"));
        assertThat(Quantities.kubernetes("1G").orElseThrow()).isEqualByComparingTo("1000000000");
    }

    private static long bytes(String text) {
        return Quantities.memory(text).orElseThrow().bytes();
    }

    private ClusterCost read() {
        return new CostReader(answers.cluster(), Optional.of(PRICES))
                .read(new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", "streaming", "orders-main"))
                .orElseThrow();
    }

    private static ClusterCost specified(String json) {
        return new CostCalculator(Optional.of(PRICES)).specified(manifest(json), List.of());
    }

    private static ClusterCost session(int taskManagers, Manifest... jobs) {
        return new CostCalculator(Optional.of(PRICES))
                .specified(manifest(SESSION.formatted(taskManagers)), List.of(jobs));
    }

    private static Manifest job(String name, String owner, int parallelism) {
        Manifest job = manifest(
                """
                {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkSessionJob","metadata":{"namespace":"streaming",
                 "labels":{}},"spec":{"deploymentName":"shared","job":{"parallelism":%d}}}
                """
                        .formatted(parallelism));
        var tree = job.toTree();
        tree.withObject("/metadata").put("name", name);
        tree.withObject("/metadata/labels").put("flinkdeploy.jenkins.io/owner", owner);
        return Manifest.of(tree);
    }

    private static Manifest manifest(String json) {
        return Json.read(json, Manifest.class);
    }
}
