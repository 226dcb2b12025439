package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.Test;

public class EventFilterTest {
    private final EventFilter filter = new EventFilter(Set.of("orders"), Set.of("orders"));

    @Test
    public void what_kubernetes_and_flink_make_of_a_resource_is_part_of_it() {
        assertThat(filter.concerns("FlinkDeployment", "orders")).isTrue();
        assertThat(filter.concerns("Deployment", "orders")).isTrue();
        assertThat(filter.concerns("ReplicaSet", "orders-6c9f7d5b8")).isTrue();
        assertThat(filter.concerns("Pod", "orders-6c9f7d5b8-x2k4p")).isTrue();
        assertThat(filter.concerns("Pod", "orders-taskmanager-1-12")).isTrue();
        assertThat(filter.concerns("Pod", "orders-taskmanager-7f6d5-x2k4p")).isTrue();
        assertThat(filter.concerns("Service", "orders-rest")).isTrue();
    }

    @Test
    public void a_neighbour_whose_name_begins_alike_is_another() {
        assertThat(filter.concerns("FlinkDeployment", "orders-eu")).isFalse();
        assertThat(filter.concerns("Deployment", "orders-eu")).isFalse();
        assertThat(filter.concerns("ReplicaSet", "orders-eu-6c9f7d5b8")).isFalse();
        assertThat(filter.concerns("Pod", "orders-eu-6c9f7d5b8-x2k4p")).isFalse();
        assertThat(filter.concerns("Pod", "orders-eu-taskmanager-1-1")).isFalse();
        assertThat(filter.concerns("Pod", "order-6c9f7d5b8-x2k4p")).isFalse();
    }

    @Test
    public void a_session_job_has_its_own_events_and_the_pods_of_its_cluster() {
        EventFilter session = new EventFilter(Set.of("guest"), Set.of("shared"));
        assertThat(session.concerns("FlinkSessionJob", "guest")).isTrue();
        assertThat(session.concerns("FlinkDeployment", "shared")).isFalse();
        assertThat(session.concerns("Pod", "shared-taskmanager-1-1")).isTrue();
    }
}
