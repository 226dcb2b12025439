package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A group as it is saved.
 *
 * @param version version of this format, apart from that of the deployments
 * @param id identity of the group
 * @param allOrNothing whether what was deployed is taken back when one of them fails
 * @param abortedBy who wanted all of it to end
 * @param members the deployments
 */
record SavedGroup(int version, String id, boolean allOrNothing, Optional<String> abortedBy, List<SavedMember> members) {
    /** Version of the format that this code writes. */
    static final int FORMAT = 1;

    /** A member; only {@link Deployment#fromJson} may read its deployment, which knows the versions of that format. */
    record SavedMember(JsonNode deployment, List<String> after, Optional<String> takesBack) {}

    static String write(DeploymentGroup group) {
        return Json.write(new SavedGroup(
                FORMAT,
                group.id(),
                group.allOrNothing(),
                group.abortedBy(),
                group.members().stream()
                        .map(member -> new SavedMember(
                                Json.mapper().valueToTree(member.deployment()), member.after(), member.takesBack()))
                        .toList()));
    }

    static DeploymentGroup read(String text) {
        try {
            JsonNode tree = Json.read(text);
            if (tree.path("members").isEmpty()) {
                return DeploymentGroup.inTurn(List.of(Deployment.fromJson(text)));
            }
            int version = tree.path("version").asInt(-1);
            if (version < 1 || version > FORMAT) {
                throw new UserException(
                        "The saved group of deployments has format " + version
                                + "; this version of flink-deploy reads up to " + FORMAT + ".",
                        "Nothing was changed.",
                        "Resume it with the version that wrote it.");
            }
            return Json.read(text, SavedGroup.class).group();
        } catch (UncheckedIOException e) {
            throw new UserException(
                    "The saved group of deployments cannot be read: " + e.getMessage(), "Nothing was changed.", "", e);
        }
    }

    private DeploymentGroup group() {
        return new DeploymentGroup(
                id,
                members.stream()
                        .map(member -> new DeploymentGroup.Member(
                                Deployment.fromJson(member.deployment().toString()),
                                member.after(),
                                member.takesBack(),
                                Optional.empty()))
                        .toList(),
                allOrNothing,
                abortedBy);
    }
}
