package io.jenkins.plugins.flinkdeploy.status;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
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
        String version = version(targets);
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String known = request == null ? null : request.getParameter("since");
        return version.equals(known) ? BoardJson.unchanged(version) : BoardJson.of(version, targets);
    }

    private static List<LiveTarget> targets() {
        return Access.visible().stream().map(LiveTargets.get()::of).toList();
    }

    private static String version(List<LiveTarget> targets) {
        String all = targets.stream().map(LiveTarget::version).collect(Collectors.joining(" "));
        return Integer.toHexString(Objects.hash(all)) + "-" + all.length();
    }

    /** The pages of a target's clusters; null, which is not found, when the user may not see them. */
    @CheckForNull
    public TargetPage getTarget(String name) {
        Optional<FlinkTarget> target = Access.visible(name);
        return target.map(TargetPage::new).orElse(null);
    }
}
