package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryCache;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/**
 * The user's Maven: the settings file and the local repository.
 *
 * @param settings the settings, with the local repository set
 */
record MavenEnvironment(Settings settings) {

    /** {@code ~/.m2/settings.xml} and {@code ~/.m2/repository}, or what the former or {@code -Dmaven.repo.local} say instead. */
    static MavenEnvironment ofUser() {
        Path maven = Path.of(System.getProperty("user.home"), ".m2");
        MavenEnvironment environment = read(maven.resolve("settings.xml"));
        Settings settings = environment.settings();
        String local = System.getProperty("maven.repo.local", settings.getLocalRepository());
        settings.setLocalRepository(
                local == null || local.isBlank() ? maven.resolve("repository").toString() : local);
        return environment;
    }

    /** The settings of one file; defaults when it does not exist. */
    static MavenEnvironment read(Path file) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(file.toFile());
        request.setSystemProperties(System.getProperties());
        Map<String, String> variables = System.getenv();
        variables.forEach((name, value) -> request.getSystemProperties().setProperty("env." + name, value));
        try {
            return new MavenEnvironment(new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings());
        } catch (SettingsBuildingException e) {
            throw new UserException(
                    "Maven's settings file " + file + " cannot be read: " + e.getMessage() + ".",
                    "Nothing was started.",
                    "Correct the file; the local cluster takes its jars with the same settings as Maven.",
                    e);
        }
    }

    /** @param cache of what was read before: Flink's parts share their parents, which are read once then */
    RepositorySystemSession session(RepositorySystem system, RepositoryCache cache, boolean offline) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setCache(cache);
        session.setSystemProperties(System.getProperties());
        session.setOffline(offline || settings.isOffline());
        session.setMirrorSelector(mirrors());
        session.setProxySelector(proxies());
        session.setAuthenticationSelector(servers());
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(settings.getLocalRepository())));
        session.setReadOnly();
        return session;
    }

    private DefaultMirrorSelector mirrors() {
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        return mirrors;
    }

    private DefaultProxySelector proxies() {
        DefaultProxySelector proxies = new DefaultProxySelector();
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                AuthenticationBuilder login = new AuthenticationBuilder()
                        .addUsername(proxy.getUsername())
                        .addPassword(proxy.getPassword());
                proxies.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), login.build()),
                        proxy.getNonProxyHosts());
            }
        }
        return proxies;
    }

    private DefaultAuthenticationSelector servers() {
        DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers()) {
            servers.add(
                    server.getId(),
                    new AuthenticationBuilder()
                            .addUsername(server.getUsername())
                            .addPassword(server.getPassword())
                            .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
                            .build());
        }
        return servers;
    }
}
