package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** Writes the state, whole or not at all: of a group of one that of its deployment, else that of the group. */
    void write(DeploymentGroup group) {
        boolean single = group.members().size() == 1;
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "state", ".part");
            Files.writeString(part, single ? group.members().get(0).deployment().toJson() : group.toJson());
            Files.move(part, file(group.id()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            boolean changed = group.members().stream()
                    .anyMatch(member -> member.deployment().hasApplied());
            throw new UserException(
                    "The state of the deployment cannot be saved in " + directory + ": " + e.getMessage() + ".",
                    changed ? "The deployment goes on in the cluster, unwatched." : "Nothing was changed.",
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

    /** The group with this id, or the one that a deployment with this id belongs to. */
    DeploymentGroup read(String id) {
        Optional<Path> file = ID.matcher(id).matches() ? holding(id) : Optional.empty();
        if (file.isEmpty()) {
            throw new UserException(
                    "There is no saved deployment '" + id + "' in " + directory + ".", "Nothing was changed.", "");
        }
        try {
            return DeploymentGroup.fromJson(Files.readString(file.get()));
        } catch (IOException e) {
            throw unreadable(file.get(), e);
        }
    }

    private Optional<Path> holding(String id) {
        return Stream.of(file(id), file(readCall(id).flatMap(Call::group).orElse(id)))
                .filter(Files::isRegularFile)
                .findFirst();
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
