package io.jenkins.plugins.flinkdeploy.trend;

import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import io.jenkins.plugins.flinkdeploy.run.JobDeployments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the chart shows of a build. Of several deployments that of the longest, because those that do not depend on each other go on
 * at the same time.
 *
 * @param build its number
 * @param label how people call it
 */
record TrendPoint(int build, String label, double tookSeconds, double downtimeSeconds) {
    private static final double MILLIS = 1000;

    /** Outcomes of what was deployed and is over; what changed nothing tells nothing of how long a deployment takes. */
    private static final Set<String> OVER = Set.of("DONE", "ROLLED_BACK", "FAILED", "ABORTED", "TAKEN_BACK");

    /** Builds whose deployments are over, the oldest first. */
    static List<TrendPoint> of(List<JobDeployments.BuildDeployment> deployments) {
        Map<Integer, List<JobDeployments.BuildDeployment>> builds = deployments.stream()
                .filter(TrendPoint::isShown)
                .collect(Collectors.groupingBy(each -> each.getRun().getNumber(), TreeMap::new, Collectors.toList()));
        List<TrendPoint> points = new ArrayList<>();
        builds.forEach((number, ofBuild) -> points.add(new TrendPoint(
                number,
                ofBuild.get(0).getRun().getDisplayName(),
                ofBuild.stream()
                                .map(JobDeployments.BuildDeployment::getResult)
                                .mapToLong(DeployResult::getTookMillis)
                                .max()
                                .orElse(0)
                        / MILLIS,
                ofBuild.stream()
                                .map(each -> each.getResult().getDowntimeMillis())
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0)
                        / MILLIS)));
        return points;
    }

    /** Numbers of the builds that have a point. */
    static Stream<Integer> builds(Stream<JobDeployments.BuildDeployment> deployments) {
        return deployments
                .filter(TrendPoint::isShown)
                .map(each -> each.getRun().getNumber())
                .distinct();
    }

    private static boolean isShown(JobDeployments.BuildDeployment deployment) {
        // To start or stop is no deployment.
        return deployment.getResult().getAction() == null
                && OVER.contains(deployment.getResult().getOutcome());
    }
}
