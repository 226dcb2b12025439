package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Test;

public class DefinitionReaderTest {
    @Test
    public void the_example_job_is_read_as_written() {
        Definition definition = DefinitionReader.read(Path.of("examples/java/flink.yaml"), "repository");

        assertThat(definition.service()).isEqualTo("counter");
        assertThat(definition.warnings()).isEmpty();
        ClusterDefinition cluster = definition.clusters().get(0);
        assertThat(cluster.resourceName()).isEqualTo("counter-main");
        assertThat(cluster.namespace()).contains("streaming");
        assertThat(cluster.needsImageBuild()).isTrue();
        FlinkSettings flink = cluster.flink().orElseThrow();
        assertThat(cluster.jobs().get(0).jarUri()).contains("local:///opt/flink/usrlib/counter.jar");
        assertThat(cluster.jobs().get(0).state()).isEqualTo(StateMode.SAVEPOINT);
        assertThat(flink.processes().jobManager())
                .isEqualTo(new ProcessSize(new BigDecimal("0.5"), new DataSize(1L << 30)));
        assertThat(cluster.deploy())
                .isEqualTo(DeploySettings.defaults()
                        .withTimeout(Duration.ofMinutes(5))
                        .withSoak(Duration.ofSeconds(10)));
    }
}
