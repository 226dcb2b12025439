package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.image.RegistryAccess;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How registries are reached, and as whom. A password is taken from standard input only: arguments are seen by others. */
final class RegistryOptions {
    private static final String UNTOUCHED = "Nothing was built or changed.";

    @Option(
            names = "--allow-insecure-registry",
            description = "Allow plain HTTP to a registry that is not on this machine.")
    private boolean allowInsecure;

    @Option(
            names = "--registry-ca",
            paramLabel = "FILE",
            description = "Trust the certificate authorities in this PEM file, too.")
    private Optional<Path> authorities = Optional.empty();

    @Option(
            names = "--registry-user",
            paramLabel = "NAME",
            description = "Push as this user, with --password-stdin. Default: as docker login said.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--password-stdin", description = "Read the password or token from standard input.")
    private boolean passwordFromInput;

    RegistryAccess access() {
        RegistryAccess access = RegistryAccess.DEFAULT.withAllowInsecure(allowInsecure);
        return authorities.map(access::withCertificateAuthorities).orElse(access);
    }

    /** @param input where the password is read from, when there is to be one */
    RegistryCredentials credentials(InputStream input) {
        if (user.isPresent() != passwordFromInput) {
            throw new UserException(
                    "--registry-user and --password-stdin belong together.",
                    UNTOUCHED,
                    "For instance: flink-deploy build --registry-user ci --password-stdin < token.");
        }
        return user.map(name -> RegistryCredentials.of(name, password(input)))
                .orElseGet(RegistryCredentials::fromDockerConfig);
    }

    private static String password(InputStream input) {
        try {
            String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new UserException(
                        "There is no password on standard input.", UNTOUCHED, "Pipe it into the command.");
            }
            return line;
        } catch (IOException e) {
            throw new UserException("Standard input cannot be read.", UNTOUCHED, "", e);
        }
    }
}
