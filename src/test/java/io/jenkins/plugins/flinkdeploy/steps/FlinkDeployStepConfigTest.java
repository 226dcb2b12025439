package io.jenkins.plugins.flinkdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import java.util.List;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

public class FlinkDeployStepConfigTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void targets() {
        FlinkDeployConfiguration.get()
                .setTargets(List.of(new FlinkTarget("prod", new KubeconfigConnection("kubeconfig"))));
    }

    @Test
    public void defaults_survive_the_form() throws Exception {
        FlinkDeployStep step = new FlinkDeployStep();
        JENKINS.assertEqualDataBoundBeans(step, roundTrip(step));
    }

    @Test
    public void every_parameter_survives_the_form() throws Exception {
        FlinkDeployStep step = everything();
        JENKINS.assertEqualDataBoundBeans(step, roundTrip(step));
    }

    @Test
    public void snippets_hold_only_what_differs_from_the_defaults() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(JENKINS);
        snippets.assertRoundTrip(new FlinkDeployStep(), "flinkDeploy()");
        FlinkDeployStep one = new FlinkDeployStep();
        one.setFile("deploy/flink.yaml");
        one.setTarget("prod");
        snippets.assertRoundTrip(one, "flinkDeploy file: 'deploy/flink.yaml', target: 'prod'");
        snippets.assertRoundTrip(
                everything(),
                "flinkDeploy cluster: 'main', commit: '0123abc', dryRun: true, file: 'other.yaml', force: true,"
                        + " namespace: 'streaming', rollback: 'manual', savepoint: 'before', soak: '2m', target: 'staging',"
                        + " timeout: '30m'");
    }

    @Test
    public void every_parameter_has_a_help_text() {
        DescribableModel<FlinkDeployStep> model = DescribableModel.of(FlinkDeployStep.class);
        assertThat(DeployParameters.NAMES)
                .containsExactlyInAnyOrderElementsOf(model.getParameters().stream()
                        .map(parameter -> parameter.getName())
                        .toList())
                .allSatisfy(name ->
                        assertThat(model.getParameter(name).getHelp()).as(name).isNotBlank());
    }

    /** What becomes of a step when its form is opened and saved. */
    private static FlinkDeployStep roundTrip(FlinkDeployStep step) throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.getBuildersList().add(new StepHolder(step));
        return JENKINS.configRoundtrip(project)
                .getBuildersList()
                .get(StepHolder.class)
                .getStep();
    }

    /** A build step whose form shows the form of the Pipeline step, as the snippet generator does. */
    public static final class StepHolder extends Builder {
        private final FlinkDeployStep step;

        @DataBoundConstructor
        public StepHolder(FlinkDeployStep step) {
            this.step = step;
        }

        public FlinkDeployStep getStep() {
            return step;
        }

        /** Form of the holder. */
        @TestExtension
        public static final class DescriptorImpl extends Descriptor<Builder> {}
    }

    private static FlinkDeployStep everything() {
        FlinkDeployStep step = new FlinkDeployStep();
        step.setFile("other.yaml");
        step.setCluster("main");
        step.setTarget("staging");
        step.setNamespace("streaming");
        step.setCommit("0123abc");
        step.setTimeout("30m");
        step.setSoak("2m");
        step.setRollback("manual");
        step.setSavepoint("before");
        step.setDryRun(true);
        step.setForce(true);
        return step;
    }
}
