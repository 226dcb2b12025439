package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import org.junit.Test;

public class PaastaImportTest {
    private static final String FILE =
            """
            _shared: &shared
              pool: flink-spot
              max_launcher_threads: 5
            scans:
              <<: *shared
              app_type: flink
              job_type: stateful
              deploy_group: west-stage.scans
              supervisor_ready_check: true
              checkpoint_path: s3://scan-state/c/
              savepoint_path: s3://scan-state/s/
              jobmanager: {cpus: 0.2, mem: 1024}
              taskmanager: {cpus: 2, mem: 3072, slots: 2, instances: 3, logging_level: WARN}
              env: {REGION: west, TOKEN: SECRET(scan_token)}
              flink_conf: {execution.checkpointing.interval: "20000", state.backend.type: rocksdb}
              monitoring: {team: depot, page: true}
              cost_owner: depot
              jobs:
                moves: {sql: "INSERT INTO moves SELECT * FROM scans", monitoring: {team: movers}}
            """;

    @Test
    public void an_instance_becomes_a_cluster_that_validates() {
        Imported imported = PaastaImport.of("flink-west.yaml", FILE, "parcels");

        ClusterDefinition cluster = DefinitionReader.read(new NamedSource("flink.yaml", imported.yaml()), "parcels")
                .clusters()
                .get(0);
        assertThat(cluster.resourceName()).isEqualTo("parcels-scans");
        assertThat(imported.yaml())
                .contains("memory: 3072m")
                .contains("replicas: 3")
                .contains("pool: flink-spot")
                .contains("checkpointInterval: 20000ms")
                .contains("statements: INSERT INTO moves")
                .contains("owner: movers")
                .contains("secret: scan-token");
    }

    @Test
    public void what_has_no_counterpart_is_named() {
        assertThat(String.join(
                        "\n",
                        PaastaImport.of("flink-west.yaml", FILE, "parcels").notes()))
                .contains("fill in flinkVersion")
                .contains("max_launcher_threads, monitoring.page, supervisor_ready_check, taskmanager.logging_level")
                .contains("scan_token");
    }

    @Test
    public void a_file_without_instances_is_refused() {
        assertThatThrownBy(() -> PaastaImport.of("flink-west.yaml", "_a: {b: c}", "s"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no instance in flink-west.yaml");
    }
}
