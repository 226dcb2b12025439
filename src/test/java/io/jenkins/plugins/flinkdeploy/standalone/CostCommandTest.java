package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code flink-deploy cost} over files; PlanCommandTest has it over what runs. */
public class CostCommandTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private Path prices;

    @Before
    public void write() throws IOException {
        Path root = folder.getRoot().toPath();
        file = Files.writeString(
                root.resolve("flink.yaml"),
                """
                service: orders
                defaults: {flinkVersion: "1.20", image: {reference: "registry.example.org/orders:1"}, namespace: streaming}
                clusters:
                  main:
                    owner: logistics
                    jobManager: {cpu: 0.5, memory: 1g}
                    taskManager: {cpu: 1, memory: 2g, slots: 2}
                    jobs: {orders: {jar: orders.jar, state: stateless, parallelism: 3}}
                  shared:
                    owner: platform
                    session: true
                    jobManager: {cpu: 1, memory: 1g}
                    taskManager: {cpu: 1, memory: 2g, slots: 4}
                    jobs:
                      clean: {jar: jobs.jar, class: org.example.Clean, state: stateless, parallelism: 3, owner: logistics}
                      count: {jar: jobs.jar, class: org.example.Count, state: stateless, parallelism: 1, costOwner: sales}
                """);
        prices = Files.writeString(root.resolve("prices.yaml"), "{currency: EUR, cpu: 0.04, memory: 0.005}");
    }

    @Test
    public void files_are_enough_for_a_report_per_owner() {
        CommandLineRun run = cost("--prices", prices.toString());

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        orders-main in streaming (owner: logistics)
                            Requested:   2.5 cores, 5 GiB, as specified
                            Cost:        91.25 EUR a month
                              1 jobmanager, 0.5 cores, 1 GiB
                              2 taskmanagers, each 1 core, 2 GiB
                        orders-shared in streaming (owner: platform)
                            Requested:   2 cores, 3 GiB, as specified
                            Cost:        69.35 EUR a month
                              1 jobmanager, 1 core, 1 GiB
                              1 taskmanager, 1 core, 2 GiB
                              job clean: 75 % by slots, 52.01 EUR a month
                              job count: 25 % by slots, 17.34 EUR a month
                        By owner:
                            logistics  4 cores, 7.25 GiB, 143.26 EUR a month
                            platform   0.5 cores, 0.75 GiB, 17.34 EUR a month
                        By cost owner:
                            logistics  4 cores, 7.25 GiB, 143.26 EUR a month
                            sales      0.5 cores, 0.75 GiB, 17.34 EUR a month
                        Total: 4.5 cores, 8 GiB, 160.60 EUR a month
                        """);
    }

    @Test
    public void programs_get_the_same_as_json_or_as_a_table() {
        JsonNode json =
                Json.read(cost("--prices", prices.toString(), "-o", "json").out());
        assertThat(json.at("/total/month/amount").decimalValue()).isEqualByComparingTo("160.60");
        assertThat(json.at("/total/month/currency").asText()).isEqualTo("EUR");
        assertThat(json.at("/clusters/1/jobs/0/name").asText()).isEqualTo("clean");

        assertThat(cost("--prices", prices.toString(), "-o", "csv").out().lines())
                .hasSize(4)
                .contains("\"streaming\",\"orders-shared\",\"count\",\"platform\",\"sales\",\"specified\",\"0.2500\","
                        + "\"0.5000\",\"0.7500\",\"17.3375\",\"EUR\"");
    }

    @Test
    public void without_prices_there_are_amounts_alone() {
        assertThat(cost().out()).contains("Total: 4.5 cores, 8 GiB\n").doesNotContain("month");
    }

    @Test
    public void a_prices_file_that_is_wrong_is_told_with_its_line() throws IOException {
        Files.writeString(prices, "currency: EUR\ncpu: 0.04\n");

        CommandLineRun run = cost("--prices", prices.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("prices.yaml:1:1: memory: The price memory is missing.");
    }

    private CommandLineRun cost(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "cost";
        arguments[1] = "-f";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(arguments);
    }
}
