package io.jenkins.plugins.flinkdeploy.freestyle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class FlinkDeployBuilderConfigTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void defaults_survive_the_form() throws Exception {
        FlinkDeployBuilder builder = new FlinkDeployBuilder();
        JENKINS.assertEqualDataBoundBeans(builder, JENKINS.configRoundtrip(builder));
    }

    @Test
    public void every_parameter_survives_the_form() throws Exception {
        FlinkDeployBuilder builder = new FlinkDeployBuilder();
        builder.setFile("other.yaml");
        builder.setCluster("main");
        builder.setTarget("${TARGET}");
        builder.setNamespace("streaming");
        builder.setCommit("${GIT_COMMIT}");
        builder.setTimeout("30m");
        builder.setSoak("2m");
        builder.setRollback("off");
        builder.setSavepoint("none");
        builder.setDryRun(true);
        builder.setForce(true);
        JENKINS.assertEqualDataBoundBeans(builder, JENKINS.configRoundtrip(builder));
    }

    @Test
    public void every_parameter_has_a_help_text() throws Exception {
        FlinkDeployBuilder.DescriptorImpl form =
                JENKINS.jenkins.getDescriptorByType(FlinkDeployBuilder.DescriptorImpl.class);
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        for (String name : DeployParameters.NAMES) {
            String help = client.executeOnServer(() -> form.getHelpFile(name));
            assertThat(help).as(name).isNotNull();
            assertThat(client.goTo(help.substring(1)).asNormalizedText()).isNotBlank();
        }
    }
}
