package io.jenkins.plugins.flinkdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import java.util.ArrayList;
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
        List<Step> steps = new ArrayList<>();
        for (StepDescriptor form : steps()) {
            steps.add(Everything.nothing(form.clazz));
        }
        assertSurvive(steps);
    }

    @Test
    public void every_parameter_survives_the_form() throws Exception {
        List<Step> steps = new ArrayList<>();
        for (StepDescriptor form : steps()) {
            steps.add(Everything.of(form.clazz));
        }
        assertSurvive(steps);
    }

    @Test
    public void snippets_hold_only_what_differs_from_the_defaults() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(JENKINS);
        for (StepDescriptor form : steps()) {
            if (form.takesImplicitBlockArgument()) {
                snippets.assertRoundTrip(
                        Everything.of(form.clazz), form.getFunctionName() + "('my-target') {\n    // some block\n}");
                continue;
            }
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

    @Test
    public void the_pages_of_the_documentation_say_what_the_forms_say() throws Exception {
        StepPages.same(StepPages.of(steps()));
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

    /** Opens and saves the forms of steps, all on one page: pages cost seconds. */
    private static void assertSurvive(List<Step> steps) throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        for (Step step : steps) {
            project.getBuildersList().add(new StepHolder(step));
        }
        List<StepHolder> saved =
                JENKINS.configRoundtrip(project).getBuildersList().getAll(StepHolder.class);
        assertThat(saved).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            JENKINS.assertEqualDataBoundBeans(steps.get(i), saved.get(i).getStep());
        }
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

        /** The one form that this holder shows. */
        public List<StepDescriptor> getForms() {
            return List.of(step.getDescriptor());
        }

        /** Form of the holder. */
        @TestExtension
        public static final class DescriptorImpl extends Descriptor<Builder> {}
    }
}
