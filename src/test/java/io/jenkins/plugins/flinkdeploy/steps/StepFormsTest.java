package io.jenkins.plugins.flinkdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** The forms of all steps, as the snippet generator shows them. */
public class StepFormsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @BeforeClass
    public static void targets() {
        FlinkDeployConfiguration.get()
                .setTargets(List.of(new FlinkTarget("prod", new KubeconfigConnection("kubeconfig"))));
    }

    @Test
    public void defaults_survive_the_form() throws Exception {
        for (StepDescriptor form : steps()) {
            Step step = Everything.nothing(form.clazz);
            JENKINS.assertEqualDataBoundBeans(step, roundTrip(step));
        }
    }

    @Test
    public void every_parameter_survives_the_form() throws Exception {
        for (StepDescriptor form : steps()) {
            Step step = Everything.of(form.clazz);
            JENKINS.assertEqualDataBoundBeans(step, roundTrip(step));
        }
    }

    @Test
    public void snippets_hold_only_what_differs_from_the_defaults() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(JENKINS);
        for (StepDescriptor form : steps()) {
            snippets.assertRoundTrip(Everything.nothing(form.clazz), form.getFunctionName() + "()");
            Map<String, Object> arguments = Everything.argumentsOf(form.clazz);
            String given = arguments.entrySet().stream()
                    .map(argument -> argument.getKey() + ": " + groovy(argument.getValue()))
                    .collect(Collectors.joining(", "));
            snippets.assertRoundTrip(Everything.of(form.clazz), form.getFunctionName() + " " + given);
        }
    }

    @Test
    public void every_step_and_every_parameter_has_a_help_text() throws Exception {
        for (StepDescriptor form : steps()) {
            DescribableModel<? extends Step> model = DescribableModel.of(form.clazz);
            assertThat(model.getHelp()).as(form.getFunctionName()).isNotBlank();
            for (DescribableParameter parameter : model.getParameters()) {
                assertThat(parameter.getHelp())
                        .as(form.getFunctionName() + " " + parameter.getName())
                        .isNotBlank();
            }
        }
    }

    private static List<StepDescriptor> steps() {
        List<StepDescriptor> steps = StepDescriptor.all().stream()
                .filter(form -> form.clazz.getPackage().equals(FlinkDeployStep.class.getPackage()))
                .toList();
        assertThat(steps)
                .extracting(StepDescriptor::getFunctionName)
                .contains("flinkDeploy", "flinkPlan", "flinkValidate");
        return steps;
    }

    private static String groovy(Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    /** What becomes of a step when its form is opened and saved. */
    private static Step roundTrip(Step step) throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.getBuildersList().add(new StepHolder(step));
        return JENKINS.configRoundtrip(project)
                .getBuildersList()
                .get(StepHolder.class)
                .getStep();
    }

    /** A build step whose form shows the form of a Pipeline step, as the snippet generator does. */
    public static final class StepHolder extends Builder {
        private final Step step;

        @DataBoundConstructor
        public StepHolder(Step step) {
            this.step = step;
        }

        public Step getStep() {
            return step;
        }

        /** Form of the holder. */
        @TestExtension
        public static final class DescriptorImpl extends Descriptor<Builder> {
            public List<StepDescriptor> getSteps() {
                return steps();
            }
        }
    }
}
