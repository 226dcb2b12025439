package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.BuildData;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** What the Git plugin checked out, where that plugin is installed. */
@OptionalExtension(requirePlugins = "git")
public final class GitSource implements SourceOfRun {
    @Override
    public Optional<Checkout> checkout(Run<?, ?> run) {
        List<BuildData> all = run.getActions(BuildData.class);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        BuildData last = all.get(all.size() - 1);
        Revision revision = last.getLastBuiltRevision();
        return Optional.ofNullable(revision)
                .map(built -> new Checkout(
                        built.getSha1String(), last.getRemoteUrls().stream().findFirst()));
    }
}
