package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How registries are reached. Without anything said here: by TLS that this Java trusts, or by plain HTTP on this host.
 *
 * @param allowInsecure whether plain HTTP and unverified TLS are accepted from hosts other than this one
 * @param certificateAuthorities a PEM file on the machine that builds, with certificates to trust in addition to those of
 *     this Java; empty for none
 */
public record RegistryAccess(boolean allowInsecure, String certificateAuthorities) implements Serializable {
    /** Trusted TLS everywhere but on this host. */
    public static final RegistryAccess DEFAULT = new RegistryAccess(false, "");

    public RegistryAccess {
        Objects.requireNonNull(certificateAuthorities, "certificateAuthorities");
    }

    public RegistryAccess withAllowInsecure(boolean newAllowInsecure) {
        return new RegistryAccess(newAllowInsecure, certificateAuthorities);
    }

    public RegistryAccess withCertificateAuthorities(Path file) {
        return new RegistryAccess(allowInsecure, file.toAbsolutePath().toString());
    }

    Optional<Path> authorities() {
        return certificateAuthorities.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificateAuthorities));
    }
}
