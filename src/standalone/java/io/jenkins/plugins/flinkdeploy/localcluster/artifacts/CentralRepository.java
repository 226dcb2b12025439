package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;

import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;

/** Maven Central as Maven itself knows it: from the super POM that every project inherits. */
final class CentralRepository {
    private CentralRepository() {}

    static RemoteRepository fromMavenItself() {
        DefaultSuperPomProvider superPom = new DefaultSuperPomProvider();
        superPom.setModelProcessor(new DefaultModelProcessor().setModelReader(new DefaultModelReader()));
        Repository central = superPom.getSuperModel("4.0.0").getRepositories().stream()
                .filter(repository -> repository.getId().equals("central"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Maven's super POM names no repository 'central'"));
        return new RemoteRepository.Builder(central.getId(), "default", central.getUrl())
                .setSnapshotPolicy(new RepositoryPolicy(false, null, null))
                .build();
    }
}
