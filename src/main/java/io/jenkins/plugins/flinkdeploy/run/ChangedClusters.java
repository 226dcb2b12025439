package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.definition.LayeredFile;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.tools.ant.types.selectors.SelectorUtils;

/**
 * Tells clusters that changed in the repository since they were deployed last, by the commit that is written on the cluster. What is
 * not known to be unchanged has changed.
 */
final class ChangedClusters {
    private static final Logger LOGGER = Logger.getLogger(ChangedClusters.class.getName());

    private final DeployParameters parameters;
    private final RunFront front;
    private final Map<String, Optional<List<String>>> changes = new HashMap<>();

    ChangedClusters(DeployParameters parameters, RunFront front) {
        this.parameters = parameters;
        this.front = front;
    }

    /**
     * Whether a cluster is to be deployed, which it always is when nobody asked for changed ones only. Says in the build log why.
     *
     * @param called what people call the cluster
     * @param orders what would be deployed
     */
    boolean include(String called, LayeredFile file, List<Order> orders, TargetAccess target)
            throws IOException, InterruptedException {
        if (!parameters.isChangedOnly() || parameters.isForce() || parameters.getImage() != null) {
            return true;
        }
        BuildLogLines lines = BuildLogLines.to(front.listener());
        for (Order order : orders) {
            Optional<String> commit = deployed(order.resource(), target);
            if (commit.isEmpty()) {
                lines.plain(Messages.ChangedClusters_never(called));
                return true;
            }
            String since = Text.commit(commit.get());
            Optional<List<String>> paths = since(commit.get());
            if (paths.isEmpty()) {
                lines.plain(Messages.ChangedClusters_unknown(called, since));
                return true;
            }
            Optional<String> first =
                    paths.get().stream().filter(path -> counts(path, file)).findFirst();
            if (first.isPresent()) {
                lines.plain(Messages.ChangedClusters_changed(called, first.get(), since));
                return true;
            }
            lines.plain(Messages.ChangedClusters_unchanged(called, since));
        }
        return false;
    }

    /** The commit of what stands there, where that is what was deployed well last. */
    private static Optional<String> deployed(ResourceId resource, TargetAccess target) {
        try (ClusterClients.Lease client = DeployRuntime.get().clients().lease(target.connection())) {
            ClusterApi cluster = client.cluster();
            Optional<String> standing =
                    cluster.get(resource).flatMap((Manifest each) -> each.annotation(Annotations.COMMIT));
            Optional<String> good =
                    new Revisions(cluster).of(resource).stream().findFirst().flatMap(Revision::commit);
            return standing.filter(commit -> good.equals(Optional.of(commit)));
        }
    }

    private Optional<List<String>> since(String commit) throws InterruptedException {
        if (!changes.containsKey(commit)) {
            changes.put(commit, ask(commit));
        }
        return changes.get(commit);
    }

    private Optional<List<String>> ask(String commit) throws InterruptedException {
        try {
            return Optional.of(ChangedPaths.since(commit, front.workspace()));
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "What changed since " + commit + " is not known");
            return Optional.empty();
        }
    }

    private boolean counts(String path, LayeredFile file) {
        String directory = file.name().substring(0, file.name().lastIndexOf('/') + 1);
        return path.startsWith(directory)
                || file.layers().stream().map(NamedSource::name).anyMatch(path::equals)
                || shared().anyMatch(pattern -> SelectorUtils.matchPath(system(pattern), system(path)));
    }

    private Stream<String> shared() {
        return parameters.getSharedFiles() == null
                ? Stream.empty()
                : ClusterSelection.names(parameters.getSharedFiles()).stream();
    }

    /** Ant splits patterns and paths at the separator of the machine that it runs on. */
    private static String system(String path) {
        return path.replace('/', File.separatorChar);
    }
}
