package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Keeps the state of deployments as files, so that another process can go on with them. */
final class StateStore {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    private final Path directory;

    StateStore(Path directory) {
        this.directory = directory;
    }

    /** Below {@code $XDG_STATE_HOME}, else {@code ~/.local/state}. */
    static Path userDirectory() {
        String xdg = System.getenv("XDG_STATE_HOME");
        Path base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(xdg);
        return base.resolve("flink-deploy");
    }

    /** Writes the state, whole or not at all. */
    void write(Deployment deployment) {
        try {
            Files.createDirectories(directory);
            Path file = file(deployment.order().id());
            Path part = Files.createTempFile(directory, "state", ".part");
            Files.writeString(part, deployment.toJson());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException(
                    "The state of the deployment cannot be saved in " + directory + ": " + e.getMessage() + ".",
                    deployment.hasApplied()
                            ? "The deployment goes on in the cluster, unwatched."
                            : "Nothing was changed.",
                    "Free the disk, or name another directory with --state-directory.",
                    e);
        }
    }

    Deployment read(String id) {
        if (!ID.matcher(id).matches() || !Files.isRegularFile(file(id))) {
            throw new UserException(
                    "There is no saved deployment '" + id + "' in " + directory + ".", "Nothing was changed.", "");
        }
        try {
            return Deployment.fromJson(Files.readString(file(id)));
        } catch (IOException e) {
            throw new UserException(
                    "The saved deployment " + file(id) + " cannot be read: " + e.getMessage() + ".",
                    "Nothing was changed.",
                    "",
                    e);
        }
    }

    private Path file(String id) {
        return directory.resolve(id + ".json");
    }
}
