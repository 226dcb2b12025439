package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import org.junit.Test;

public class JobImageTest {
    @Test
    public void what_goes_to_the_machine_with_the_files_comes_back_the_same() {
        JobImage image = JobImage.of(cluster("jars: [target/job.jar]"), Order.Provenance.UNKNOWN, false)
                .orElseThrow();

        assertThat(JobImage.fromJson(image.toJson())).isEqualTo(image);
        assertThat(image.reference()).isEqualTo("registry.example.org/orders:latest");
    }

    @Test
    public void the_scripts_that_the_added_runner_runs_travel_along_to_be_checked() {
        ClusterDefinition cluster = read(
                """
                version: 1
                service: totals
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {repository: registry.example.org/totals}
                    jobs: {totals: {sql: {file: sql/totals.sql}, args: [--variable, topic=a], state: stateless}}
                """);

        JobImage image = JobImage.of(cluster, Order.Provenance.UNKNOWN, false).orElseThrow();

        assertThat(image.scripts()).containsExactly("sql/totals.sql");
        assertThat(image.definition().sqlRunner()).isTrue();
        assertThat(JobImage.fromJson(image.toJson())).isEqualTo(image);
    }

    private static ClusterDefinition cluster(String image) {
        String jars = image.contains("jars:") ? "" : "jars: [target/job.jar], ";
        String text =
                """
                version: 1
                service: orders
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {repository: registry.example.org/orders, %s%s}
                    jobs: {orders: {jar: job.jar, state: stateless}}
                    jobManager: {cpu: 0.5, memory: 1g}
                    taskManager: {cpu: 0.5, memory: 1g}
                """
                        .formatted(jars, image);
        return read(text);
    }

    private static ClusterDefinition read(String text) {
        return DefinitionReader.read(new NamedSource("flink.yaml", text), "orders")
                .clusters()
                .get(0);
    }
}
