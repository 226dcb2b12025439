package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads {@code after}: names of jobs, and of jobs of other clusters as {@code cluster/job}. */
final class AfterReader {
    private static final String AFTER = "after";

    private AfterReader() {}

    /** The named jobs of the same cluster. */
    static List<String> within(Section job, Collection<String> known, Problems problems) {
        List<String> named = new ArrayList<>();
        for (Tree item : job.items(AFTER)) {
            if (item instanceof Tree.Scalar scalar && !scalar.text().contains("/")) {
                if (known.contains(scalar.text())) {
                    named.add(scalar.text());
                } else {
                    unknown(job, scalar, "No job of this cluster", known, problems);
                }
            }
        }
        return named;
    }

    /**
     * The clusters whose jobs are named.
     *
     * @param cluster this cluster's name, which may stand there, too
     * @param clusters all clusters
     */
    static List<String> clusters(Section job, String cluster, Section clusters, Problems problems) {
        List<String> named = new ArrayList<>();
        for (Tree item : job.items(AFTER)) {
            if (!(item instanceof Tree.Scalar scalar) || !scalar.text().contains("/")) {
                continue;
            }
            int slash = scalar.text().indexOf('/');
            String other = scalar.text().substring(0, slash);
            String theirJob = scalar.text().substring(slash + 1);
            if (!clusters.tree().entries().containsKey(other)) {
                unknown(
                        job,
                        scalar,
                        "No cluster of this file",
                        clusters.tree().entries().keySet(),
                        problems);
            } else if (!clusters.section(other).section("jobs").tree().entries().containsKey(theirJob)) {
                unknown(
                        job,
                        scalar,
                        "No job of the cluster " + Texts.quoted(other),
                        clusters.section(other).section("jobs").tree().entries().keySet(),
                        problems);
            } else if (other.equals(cluster)) {
                problems.error(
                        scalar.at(),
                        job.pathOf(AFTER),
                        Texts.quoted(scalar.text()) + " names this cluster itself.",
                        "Write " + theirJob + ".");
            } else {
                named.add(other);
            }
        }
        return named;
    }

    private static void unknown(
            Section job, Tree.Scalar written, String what, Collection<String> known, Problems problems) {
        String text = written.text();
        Optional<String> near = Texts.nearest(text.substring(text.lastIndexOf('/') + 1), known)
                .or(() -> Texts.nearest(text.replaceFirst("/.*", ""), known));
        problems.error(
                written.at(),
                job.pathOf(AFTER),
                what + " is called so: " + Texts.quoted(text) + ".",
                near.map(name -> "Did you mean " + Texts.quoted(name) + "?")
                        .orElse(known.isEmpty() ? "There is none." : "There are: " + Texts.listed(known) + "."));
    }
}
