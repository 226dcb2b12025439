package io.jenkins.plugins.flinkdeploy.freestyle;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.steps.Everything;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.CoreStep;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The forms of all build steps. */
public class BuilderFormsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void defaults_survive_the_form() throws Exception {
        List<Builder> builders = new ArrayList<>();
        for (StepFormDescriptor form : builders()) {
            builders.add(Everything.nothing(form.clazz));
        }
        assertSurvive(builders);
    }

    @Test
    public void every_parameter_survives_the_form() throws Exception {
        List<Builder> builders = new ArrayList<>();
        for (StepFormDescriptor form : builders()) {
            builders.add(Everything.of(form.clazz));
        }
        assertSurvive(builders);
    }

    @Test
    public void the_post_build_action_survives_its_form_and_has_help() throws Exception {
        FlinkArchiver archiver = new FlinkArchiver();
        SnippetizerTester snippets = new SnippetizerTester(JENKINS);
        snippets.assertRoundTrip(new CoreStep(archiver), "flinkArchive()");
        archiver.setLogLines(10);
        archiver.setAlways(true);
        snippets.assertRoundTrip(new CoreStep(archiver), "flinkArchive always: true, logLines: 10");
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.getPublishersList().add(archiver);
        JENKINS.configRoundtrip(project);
        JENKINS.assertEqualDataBoundBeans(archiver, project.getPublishersList().get(FlinkArchiver.class));
        DescribableModel<FlinkArchiver> model = DescribableModel.of(FlinkArchiver.class);
        assertThat(model.getHelp()).isNotBlank();
        for (DescribableParameter parameter : model.getParameters()) {
            assertThat(parameter.getHelp()).as(parameter.getName()).isNotBlank();
        }
    }

    @Test
    public void a_build_step_has_the_symbol_and_the_parameters_of_its_pipeline_step() {
        for (StepFormDescriptor form : builders()) {
            String symbol = form.getClass().getAnnotation(Symbol.class).value()[0];
            StepDescriptor step = Objects.requireNonNull(StepDescriptor.byFunctionName(symbol));
            assertThat(form.getStepForm()).isSameAs(step);
            assertThat(names(form.clazz)).isEqualTo(names(step.clazz));
        }
    }

    @Test
    public void every_parameter_has_a_help_text() throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
        for (StepFormDescriptor form : builders()) {
            for (String name : names(form.clazz)) {
                String help = client.executeOnServer(() -> form.getHelpFile(name));
                assertThat(help).as(name).isNotNull();
                assertThat(client.goTo(help.substring(1)).asNormalizedText()).isNotBlank();
            }
        }
    }

    /** Opens and saves the forms of build steps, all on one page: pages cost seconds. */
    private static void assertSurvive(List<Builder> builders) throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.getBuildersList().addAll(builders);
        List<Builder> saved = JENKINS.configRoundtrip(project).getBuildersList().toList();
        assertThat(saved).hasSameSizeAs(builders);
        for (int i = 0; i < builders.size(); i++) {
            JENKINS.assertEqualDataBoundBeans(builders.get(i), saved.get(i));
        }
    }

    private static List<String> names(Class<?> type) {
        return DescribableModel.of(type).getParameters().stream()
                .map(DescribableParameter::getName)
                .sorted()
                .toList();
    }

    private static List<StepFormDescriptor> builders() {
        List<StepFormDescriptor> builders = Builder.all().stream()
                .filter(StepFormDescriptor.class::isInstance)
                .map(StepFormDescriptor.class::cast)
                .toList();
        assertThat(builders).extracting(BuildStepDescriptor::getDisplayName).hasSizeGreaterThanOrEqualTo(3);
        return builders;
    }
}
