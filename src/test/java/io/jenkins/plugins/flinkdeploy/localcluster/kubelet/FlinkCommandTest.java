package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FlinkCommandTest {
    @Test
    public void the_job_manager_of_an_application_cluster_is_recognised() {
        FlinkCommand command =
                parse("/docker-entrypoint.sh", "bash", "-c", "kubernetes-jobmanager.sh kubernetes-application -Dx=y");
        assertThat(command.role()).isEqualTo(FlinkCommand.Role.JOB_MANAGER);
        assertThat(command.mainClass()).endsWith(".KubernetesApplicationClusterEntrypoint");
        assertThat(command.arguments()).containsExactly("-Dx=y");
    }

    @Test
    public void the_job_manager_of_a_session_cluster_is_recognised() {
        assertThat(parse("/docker-entrypoint.sh", "bash", "-c", "kubernetes-jobmanager.sh kubernetes-session ")
                        .mainClass())
                .endsWith(".KubernetesSessionClusterEntrypoint");
    }

    @Test
    public void the_arguments_of_a_task_manager_lose_their_shell_quotes() {
        FlinkCommand command = parse(
                "/docker-entrypoint.sh",
                "bash",
                "-c",
                "kubernetes-taskmanager.sh -Da='b c' -D d=\"e $_POD_IP\" -Dtaskmanager.resource-id=orders-1\\ 1");
        assertThat(command.role()).isEqualTo(FlinkCommand.Role.TASK_MANAGER);
        assertThat(command.arguments())
                .containsExactly("-Da=b c", "-D", "d=e 127.77.1.2", "-Dtaskmanager.resource-id=orders-1 1");
    }

    @Test
    public void other_commands_are_not_taken_for_flinks() {
        assertThat(FlinkCommand.parse(List.of("/docker-entrypoint.sh", "help"), Map.of()))
                .isEmpty();
        assertThat(FlinkCommand.parse(List.of("sh", "-c", "kubernetes-jobmanager.sh kubernetes-application"), Map.of()))
                .isEmpty();
        assertThat(FlinkCommand.parse(List.of("kubernetes-jobmanager.sh"), Map.of()))
                .isEmpty();
    }

    private static FlinkCommand parse(String... line) {
        return FlinkCommand.parse(List.of(line), Map.of("_POD_IP", "127.77.1.2"))
                .orElseThrow();
    }
}
