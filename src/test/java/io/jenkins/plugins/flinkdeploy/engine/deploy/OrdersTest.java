package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class OrdersTest {
    @Test
    public void a_blue_green_cluster_is_ordered_as_the_kind_that_it_is_deployed_as() {
        List<Order> orders = orders("jobs: {totals: {jar: job.jar}}", "deploy: {strategy: blue-green}");

        assertThat(orders).extracting(order -> order.resource().kind()).containsExactly("FlinkBlueGreenDeployment");
    }

    @Test
    public void a_session_cluster_is_ordered_before_its_jobs_and_each_order_has_an_id_of_its_own() {
        List<Order> orders =
                orders("jobs: {late: {jar: job.jar, class: A, after: [early]}, early: {jar: job.jar, class: B}}", "");

        assertThat(orders)
                .extracting(Order::target)
                .containsExactly("orders.main", "orders.main orders-main-early", "orders.main orders-main-late");
        assertThat(orders)
                .extracting(order -> order.resource().kind())
                .containsExactly("FlinkDeployment", "FlinkSessionJob", "FlinkSessionJob");
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.resource().namespace()).isEqualTo("streaming"));
        assertThat(orders).extracting(Order::id).doesNotHaveDuplicates();
    }

    private static List<Order> orders(String jobs, String more) {
        String text =
                """
                version: 1
                service: orders
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {repository: registry.example.org/orders, jars: [target/job.jar]}
                    state: {savepoints: "s3://b/s", checkpoints: "s3://b/c"}
                    %s
                    %s
                """
                        .formatted(jobs, more);
        return Orders.all(
                DefinitionReader.read(new NamedSource("flink.yaml", text), "orders")
                        .clusters()
                        .get(0),
                "streaming",
                Order.Provenance.UNKNOWN,
                false,
                false,
                Instant.EPOCH);
    }
}
