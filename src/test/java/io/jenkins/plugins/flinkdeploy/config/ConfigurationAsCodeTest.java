package io.jenkins.plugins.flinkdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.recipes.LocalData;

public class ConfigurationAsCodeTest {
    @Rule
    public JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    @Test
    @ConfiguredWithCode("targets.yaml")
    public void targets_are_read_from_yaml_exported_as_they_were_and_the_same_when_read_again() throws Exception {
        List<FlinkTarget> targets = FlinkDeployConfiguration.get().getTargets();
        assertThat(targets).extracting(FlinkTarget::getName).containsExactly("prod", "staging");
        KubeconfigConnection prod = (KubeconfigConnection) targets.get(0).getConnection();
        assertThat(prod.getCredentialsId()).isEqualTo("prod-kubeconfig");
        assertThat(prod.getContext()).isEqualTo("prod");
        ApiServerConnection staging = (ApiServerConnection) targets.get(1).getConnection();
        assertThat(staging.getUrl()).isEqualTo("https://kubernetes.example.org:6443");
        assertThat(targets.get(0).getAllowedJobs()).isEqualTo("team-a/**\nnightly");
        assertThat(targets.get(1).isAllowInsecureRegistry()).isTrue();
        assertThat(targets.get(1).getAllowedJobs()).isNull();
        assertThat(FlinkDeployConfiguration.get().knownPrices())
                .map(Prices::currency)
                .contains("EUR");

        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(section(exported.toString(StandardCharsets.UTF_8))).isEqualTo(section(resource("targets.yaml")));

        String before = saved();
        ConfigurationAsCode.get()
                .configure(getClass().getResource("targets.yaml").toString());
        assertThat(saved()).isEqualTo(before).contains("<targets>").doesNotContain("serialization=");
    }

    @Test
    @LocalData
    public void what_the_first_version_saved_is_read_and_means_the_same() {
        List<FlinkTarget> targets = FlinkDeployConfiguration.get().getTargets();
        assertThat(targets).extracting(FlinkTarget::getName).containsExactly("prod", "staging");
        assertThat(targets.get(0).getNamespace()).isEqualTo("streaming");
        assertThat(targets.get(0).getRegistryCredentialsId()).isEqualTo("registry");
        assertThat(targets.get(0).getAllowedJobs())
                .as("for every job, as before")
                .isNull();
        assertThat(UsableTargets.of(jenkins.jenkins.getItemByFullName("team/orders"))
                        .all())
                .extracting(FlinkTarget::getName)
                .containsExactly("own", "prod", "staging");
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
