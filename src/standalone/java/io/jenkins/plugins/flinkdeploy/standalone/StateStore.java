package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
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

    /** Remembers how a deployment was started, beside its state. */
    void writeCall(String id, Call call) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(id + ".call.json"), Json.writePretty(call));
        } catch (IOException e) {
            throw new UserException(
                    "The state of the deployment cannot be saved in " + directory + ": " + e.getMessage() + ".",
                    "Nothing was changed.",
                    "Free the disk, or name another directory with --state-directory.",
                    e);
        }
    }

    /** How a deployment was started; empty when that is not known. */
    Optional<Call> readCall(String id) {
        try {
            return Optional.of(Json.read(Files.readString(directory.resolve(id + ".call.json")), Call.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(directory.resolve(id + ".call.json"), e);
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
            throw unreadable(file(id), e);
        }
    }

    private static UserException unreadable(Path file, IOException cause) {
        return new UserException(
                "The saved deployment " + file + " cannot be read: " + cause.getMessage() + ".",
                "Nothing was changed.",
                "",
                cause);
    }

    private Path file(String id) {
        return directory.resolve(id + ".json");
    }
}
