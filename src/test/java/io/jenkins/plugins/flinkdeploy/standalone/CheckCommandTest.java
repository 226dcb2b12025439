package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CheckCommandTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void a_check_ends_with_1_when_deployments_would_fail_and_with_0_when_they_are_limited_at_most() {
        Path kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        try (LocalApiServer server = LocalCrd.start()) {
            server.writeKubeconfig(kubeconfig, "local", "streaming");
            String[] check = {"check", "--kubeconfig", kubeconfig.toString()};

            CommandLineRun without = CommandLineRun.of(check);
            assertThat(without.exit()).as(without.all()).isEqualTo(1);
            assertThat(without.out()).contains("missing  The API server does not know the kind FlinkSessionJob.");

            LocalCrd.install(server, "FlinkSessionJob");
            server.deny("get services/proxy");
            CommandLineRun limited = CommandLineRun.of(check);
            assertThat(limited.exit()).as(limited.all()).isZero();
            assertThat(limited.out())
                    .contains("limited  The identity may not get services/proxy in namespace streaming")
                    .endsWith("  - apiGroups: [\"\"]\n    resources: [services/proxy]\n    verbs: [get]\n");

            CommandLineRun json =
                    CommandLineRun.of("check", "--kubeconfig", kubeconfig.toString(), "-n", "x", "-o", "json");
            assertThat(json.exit()).isEqualTo(1);
            assertThat(json.out()).contains("\"namespace\" : \"x\"", "\"level\" : \"MISSING\"");
        }
    }
}
