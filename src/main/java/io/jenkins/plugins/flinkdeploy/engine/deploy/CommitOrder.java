package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of two deployments is of the newer commit. The history of the repository decides; where it is not at hand, the times of the
 * commits; where these are not known, the numbers of the builds, when they are of one Jenkins job. What cannot be told is no order.
 */
final class CommitOrder {
    private static final Pattern BUILD = Pattern.compile("(.*)/(\\d{1,18})/?");

    private final CommitHistory history;

    CommitOrder(CommitHistory history) {
        this.history = history;
    }

    /** Whether one is certainly older than the other. */
    boolean isOlder(Order.Provenance one, Order.Provenance other) {
        if (one.commit().isEmpty() || other.commit().isEmpty() || one.commit().equals(other.commit())) {
            return false;
        }
        Optional<CommitHistory.Relation> relation =
                history.relation(one.commit().get(), other.commit().get());
        if (relation.isPresent()) {
            return relation.get() == CommitHistory.Relation.OLDER;
        }
        if (one.commitTime().isPresent() && other.commitTime().isPresent()) {
            return one.commitTime().get().isBefore(other.commitTime().get());
        }
        return one.buildUrl()
                .flatMap(url -> other.buildUrl().map(theirs -> isEarlierBuild(url, theirs)))
                .orElse(false);
    }

    private static boolean isEarlierBuild(String one, String other) {
        Matcher ours = BUILD.matcher(one);
        Matcher theirs = BUILD.matcher(other);
        return ours.matches()
                && theirs.matches()
                && ours.group(1).equals(theirs.group(1))
                && Long.parseLong(ours.group(2)) < Long.parseLong(theirs.group(2));
    }

    /**
     * The deployment of a newer commit that stands on a resource.
     *
     * @return for people: which commit, by which deployment; empty when what stands there is not newer
     */
    Optional<String> newerOn(Optional<Manifest> live, Order order) {
        return live.filter(found -> isOlder(order.provenance(), provenance(found)))
                .map(found ->
                        describe(found.annotation(Annotations.DEPLOYMENT_ID).orElse("?"), provenance(found)));
    }

    static String describe(String id, Order.Provenance provenance) {
        return "commit " + Text.commit(provenance.commit().orElse("?")) + " (deployment " + id
                + provenance.buildUrl().map(url -> ", " + url).orElse("") + ")";
    }

    /** Where what stands on a resource comes from. */
    private static Order.Provenance provenance(Manifest live) {
        return new Order.Provenance(
                live.annotation(Annotations.COMMIT),
                live.annotation(Annotations.BUILD_URL),
                live.annotation(Annotations.DEPLOYED_BY),
                live.annotation(Annotations.COMMIT_TIME).flatMap(CommitOrder::time));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException byHand) {
            return Optional.empty();
        }
    }
}
