package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.Test;

public class RawManifestTest {
    private static final String GOOD =
            """
            apiVersion: flink.apache.org/v1beta1
            kind: FlinkDeployment
            metadata: {name: orders, namespace: streaming}
            spec:
              image: ${IMAGE}
              flinkVersion: v1_19
              serviceAccount: flink
              flinkConfiguration: {state.savepoints.dir: "s3://b/s", state.checkpoints.dir: "s3://b/c"}
              jobManager: {resource: {memory: 1g, cpu: 1}}
              taskManager: {resource: {memory: "2048m", cpu: 1}}
              job: {jarURI: "local:///a.jar", parallelism: 2, upgradeMode: savepoint}
            """;

    @Test
    public void a_manifest_is_recognised_and_kept_as_written() {
        ClusterDefinition cluster = read(GOOD).clusters().get(0);

        assertThat(cluster.resourceName()).isEqualTo("orders");
        assertThat(cluster.namespace()).contains("streaming");
        assertThat(cluster.existingImage()).contains("${IMAGE}");
        assertThat(cluster.needsImageBuild()).isFalse();
        assertThat(cluster.stateMode()).isEqualTo(StateMode.SAVEPOINT);
        assertThat(cluster.rawManifest()
                        .orElseThrow()
                        .at("/spec/taskManager/resource/memory")
                        .asText())
                .isEqualTo("2048m");
    }

    @Test
    public void each_document_is_a_cluster() {
        assertThat(read(GOOD + "---\n" + GOOD.replace("name: orders", "name: payments"))
                        .clusters())
                .extracting(ClusterDefinition::name)
                .containsExactly("orders", "payments");
    }

    @Test
    public void what_the_operator_would_refuse_is_refused_at_its_place() {
        assertThat(refusal("name: orders", "name: Orders"))
                .startsWith("m.yaml:3:18: metadata.name: 'Orders' is no name");
        assertThat(refusal("v1_19", "1.19"))
                .startsWith("m.yaml:6:17: spec.flinkVersion: '1.19' is not a Flink version");
        assertThat(refusal("memory: 1g", "memory: lots"))
                .startsWith("m.yaml:9:35: spec.jobManager.resource.memory: 'lots' is not a size of memory.");
        assertThat(refusal("parallelism: 2", "parallelism: 0")).startsWith("m.yaml:11:48: spec.job.parallelism");
        assertThat(refusal("upgradeMode: savepoint", "upgradeMode: safepoint"))
                .startsWith("m.yaml:11:64: spec.job.upgradeMode: 'safepoint' is not an upgrade mode.");
        assertThat(refusal("state.savepoints.dir: \"s3://b/s\", ", ""))
                .startsWith("m.yaml:11:64: spec.job.upgradeMode: A directory for savepoints is needed");
        assertThat(refusal("{state.savepoints.dir", "{kubernetes: {namespace: x}, state.savepoints.dir"))
                .startsWith("m.yaml:8:37: spec.flinkConfiguration[kubernetes.namespace]: The operator sets");
        assertThat(refusal("  job: ", "  joob: ")).contains("spec.joob: The key 'joob' is not known", "mean 'job'");
        assertThat(refusal("kind: FlinkDeployment", "kind: FlinkSessionJob"))
                .contains("The session job names no session cluster.");
        assertThat(refusal("kind: FlinkDeployment", "kind: FlinkStateSnapshot"))
                .startsWith("m.yaml:2:7: kind: The kind 'FlinkStateSnapshot'");
        assertThat(refusal("kind: FlinkDeployment", "kind: Pod")).contains("is not deployed by flink-deploy");
    }

    @Test
    public void a_missing_upgrade_mode_is_a_warning() {
        assertThat(read(GOOD.replace(", upgradeMode: savepoint", "")).warnings())
                .singleElement()
                .asString()
                .contains("starts every new version with empty state");
    }

    @Test
    public void manifests_and_a_cluster_file_do_not_mix() {
        assertThat(thrown("service: x\n---\n" + GOOD)).hasMessageContaining("it needs a file of its own");
        assertThat(thrown(GOOD + "---\nservice: x\n")).hasMessageContaining("it needs apiVersion and kind");
    }

    private static Definition read(String text) {
        return DefinitionReader.read(new NamedSource("m.yaml", text), "r");
    }

    private static String refusal(String good, String bad) {
        assertThat(GOOD).contains(good);
        return problem(GOOD.replace(good, bad));
    }

    private static String problem(String text) {
        return thrown(text).problems().get(0).toString();
    }

    private static DefinitionException thrown(String text) {
        DefinitionException thrown = catchThrowableOfType(DefinitionException.class, () -> read(text));
        assertThat(thrown).as("refused").isNotNull();
        return thrown;
    }
}
