package io.jenkins.plugins.flinkdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class ConfigurationAsCodeTest {
    @Rule
    public JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    @Test
    @ConfiguredWithCode("targets.yaml")
    public void targets_are_read_from_yaml_and_exported_as_they_were() throws Exception {
        List<FlinkTarget> targets = FlinkDeployConfiguration.get().getTargets();
        assertThat(targets).extracting(FlinkTarget::getName).containsExactly("prod", "staging");
        KubeconfigConnection prod = (KubeconfigConnection) targets.get(0).getConnection();
        assertThat(prod.getCredentialsId()).isEqualTo("prod-kubeconfig");
        assertThat(prod.getContext()).isEqualTo("prod");
        ApiServerConnection staging = (ApiServerConnection) targets.get(1).getConnection();
        assertThat(staging.getUrl()).isEqualTo("https://kubernetes.example.org:6443");
        assertThat(targets.get(1).isAllowInsecureRegistry()).isTrue();

        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(section(exported.toString(StandardCharsets.UTF_8))).isEqualTo(section(resource("targets.yaml")));
    }

    @Test
    @ConfiguredWithCode("targets.yaml")
    public void reading_the_file_again_changes_nothing() throws Exception {
        String before = saved();
        ConfigurationAsCode.get()
                .configure(getClass().getResource("targets.yaml").toString());
        assertThat(saved()).isEqualTo(before).contains("<targets>").doesNotContain("serialization=");
    }

    @Test
    public void the_documented_example_can_be_read() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("basedir", ""), "docs", "jenkins.md"));
        String start = "```yaml\n";
        int from = page.indexOf(start) + start.length();
        Path example = Files.createTempFile("documented", ".yaml");
        try {
            Files.writeString(example, page.substring(from, page.indexOf("```", from)));
            ConfigurationAsCode.get().configure(example.toString());
        } finally {
            Files.delete(example);
        }
        assertThat(FlinkDeployConfiguration.get().getTargets())
                .extracting(FlinkTarget::getName)
                .containsExactly("prod", "staging");
    }

    private String saved() throws Exception {
        return Files.readString(
                jenkins.jenkins.getRootDir().toPath().resolve(FlinkDeployConfiguration.class.getName() + ".xml"));
    }

    /** The lines below {@code flinkDeploy:}. */
    private static String section(String yaml) {
        String from = yaml.substring(yaml.indexOf("  flinkDeploy:"));
        return from.lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("    "))
                .reduce("", (text, line) -> text + line + "\n");
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = ConfigurationAsCodeTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
