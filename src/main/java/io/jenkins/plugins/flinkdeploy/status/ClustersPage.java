package io.jenkins.plugins.flinkdeploy.status;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The page of all clusters that a user may see. */
public final class ClustersPage {
    public String getDisplayName() {
        return Messages.ClustersPage_displayName();
    }

    /** Whether there is a target to look at. */
    public boolean isAny() {
        return !Access.visible().isEmpty();
    }

    /** What the page shows, or that it is what the page has already. */
    public String getJson() {
        List<LiveTarget> targets = targets();
        Optional<Prices> prices = FlinkDeployConfiguration.get().knownPrices();
        String version = version(targets, prices);
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String known = request == null ? null : request.getParameter("since");
        return version.equals(known) ? BoardJson.unchanged(version) : BoardJson.of(version, targets, prices);
    }

    /** Those that the user may see, opened where they were not. */
    static List<LiveTarget> targets() {
        return Access.visible().stream().map(LiveTargets.get()::of).toList();
    }

    private static String version(List<LiveTarget> targets, Optional<Prices> prices) {
        String all = targets.stream()
                .map(target -> target.version() + " " + health(target))
                .collect(Collectors.joining(" "));
        return Integer.toHexString(Objects.hash(all, prices)) + "-" + all.length();
    }

    private static String health(LiveTarget target) {
        return target.view().rows().stream()
                .map(row -> HealthView.of(target, row).map(HealthView::version).orElse("-"))
                .collect(Collectors.joining(" "));
    }

    /** Whether it is known what cpu and memory cost. */
    public boolean isPriced() {
        return FlinkDeployConfiguration.get().knownPrices().isPresent();
    }

    /** The page of what they cost. */
    public CostPage getCost() {
        return CostPage.ofVisible();
    }

    /** The pages of a target's clusters; null, which is not found, when the user may not see them. */
    @CheckForNull
    public TargetPage getTarget(String name) {
        Optional<FlinkTarget> target = Access.visible(name);
        return target.map(TargetPage::new).orElse(null);
    }
}
