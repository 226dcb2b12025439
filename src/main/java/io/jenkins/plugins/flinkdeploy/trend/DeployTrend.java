package io.jenkins.plugins.flinkdeploy.trend;

import edu.hm.hafner.echarts.JacksonFacade;
import edu.hm.hafner.echarts.line.LineSeries;
import edu.hm.hafner.echarts.line.LinesChartModel;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.echarts.AsyncTrendChart;
import io.jenkins.plugins.echarts.JenkinsPalette;
import io.jenkins.plugins.flinkdeploy.run.FlinkDeployAction;
import io.jenkins.plugins.flinkdeploy.run.JobDeployments;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.bind.JavaScriptMethod;

/** The chart on the page of a job. Its points lead to the deployments of their builds. */
public final class DeployTrend implements Action, AsyncTrendChart {
    /** Fewer make no line. */
    private static final int POINTS = 2;

    private final Job<?, ?> job;

    DeployTrend(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public boolean isTrendVisible() {
        return job.hasPermission(FlinkPermissions.VIEW)
                && TrendPoint.builds(JobDeployments.of(job).buildByBuild())
                                .limit(POINTS)
                                .count()
                        == POINTS;
    }

    /** The chart as the library wants it. */
    @JavaScriptMethod
    @Override
    public String getBuildTrendModel() {
        job.checkPermission(FlinkPermissions.VIEW);
        LineSeries took = series(Messages.DeployTrend_took(), JenkinsPalette.BLUE, LineSeries.FilledMode.LINES);
        LineSeries downtime = series(Messages.DeployTrend_downtime(), JenkinsPalette.RED, LineSeries.FilledMode.FILLED);
        List<String> labels = new ArrayList<>();
        List<Integer> builds = new ArrayList<>();
        for (TrendPoint point : points()) {
            labels.add(point.label());
            builds.add(point.build());
            took.add(point.tookSeconds());
            downtime.add(point.downtimeSeconds());
        }
        LinesChartModel model = new LinesChartModel();
        model.setDomainAxisLabels(labels);
        model.setBuildNumbers(builds);
        model.setDomainAxisItemName(Messages.DeployTrend_build());
        model.useContinuousRangeAxis();
        model.addSeries(took, downtime);
        return new JacksonFacade().toJson(model);
    }

    private static LineSeries series(String name, JenkinsPalette colour, LineSeries.FilledMode mode) {
        return new LineSeries(name, colour.normal(), LineSeries.StackedMode.SEPARATE_LINES, mode);
    }

    private List<TrendPoint> points() {
        return TrendPoint.of(JobDeployments.of(job).getDeployments());
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeployTrend_displayName();
    }

    /** That of the deployments of a run: the chart's links are made of it. */
    @Override
    public String getUrlName() {
        return FlinkDeployAction.URL_NAME;
    }

    /** Gives the chart to jobs that deploy. */
    @OptionalExtension(requirePlugins = "echarts-api")
    @SuppressWarnings("rawtypes") // the extension point's own type
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Job<?, ?> job = target;
            return JobDeployments.deploys(job) ? List.of(new DeployTrend(job)) : List.of();
        }
    }
}
