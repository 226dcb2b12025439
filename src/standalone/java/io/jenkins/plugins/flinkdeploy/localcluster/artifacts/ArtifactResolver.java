package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.RepositoryCache;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;

/** Finds artifacts with their runtime dependencies in the local Maven repository, or brings them there from Maven Central. */
public final class ArtifactResolver {
    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final RepositoryCache cache = new DefaultRepositoryCache();
    private final MavenEnvironment environment;

    public ArtifactResolver() {
        this(MavenEnvironment.ofUser());
    }

    ArtifactResolver(MavenEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The jars of these artifacts and of everything they need at run time, in class path order.
     *
     * @param coordinates {@code group:artifact:version} each
     * @throws UserException when one is neither in the local repository nor to be had from the remote one
     */
    public List<Path> withDependencies(List<String> coordinates) {
        try {
            return resolve(coordinates, environment.session(system, cache, true));
        } catch (DependencyResolutionException notCached) {
            return online(coordinates);
        }
    }

    private List<Path> online(List<String> coordinates) {
        try {
            return resolve(coordinates, environment.session(system, cache, false));
        } catch (DependencyResolutionException e) {
            throw new UserException(
                    "The jars for the local cluster could not be had from Maven Central: " + e.getMessage() + ".",
                    "Nothing was started.",
                    "Check that Maven Central, or the mirror that your Maven settings name, can be reached from here, and try again.",
                    e);
        }
    }

    private List<Path> resolve(List<String> coordinates, RepositorySystemSession session)
            throws DependencyResolutionException {
        CollectRequest collect = new CollectRequest();
        for (String coordinate : coordinates) {
            collect.addDependency(new Dependency(new DefaultArtifact(coordinate), JavaScopes.RUNTIME));
        }
        List<RemoteRepository> repositories =
                system.newResolutionRepositories(session, List.of(CentralRepository.fromMavenItself()));
        collect.setRepositories(repositories);
        return system.resolveDependencies(session, new DependencyRequest(collect, null)).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .filter(artifact -> artifact.getExtension().equals("jar"))
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }
}
