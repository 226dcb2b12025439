package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads {@code after}: names of jobs, and of jobs of other clusters, also of other files, as {@code cluster/job}. */
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
     * @param clusters all clusters of the file
     * @param others those of other files
     * @return their names; of other files with their service before it
     */
    static List<String> clusters(
            Section job, String cluster, Section clusters, OtherClusters others, Problems problems) {
        List<String> named = new ArrayList<>();
        for (Tree item : job.items(AFTER)) {
            if (!(item instanceof Tree.Scalar scalar) || !scalar.text().contains("/")) {
                continue;
            }
            int slash = scalar.text().indexOf('/');
            String other = scalar.text().substring(0, slash);
            String theirJob = scalar.text().substring(slash + 1);
            if (!clusters.tree().entries().containsKey(other)) {
                elsewhere(job, scalar, clusters, others, problems).ifPresent(named::add);
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

    /** The cluster of another file that is meant. */
    private static Optional<String> elsewhere(
            Section job, Tree.Scalar written, Section clusters, OtherClusters others, Problems problems) {
        if (others.areCheckedBefore()) {
            return Optional.empty();
        }
        String cluster = written.text().substring(0, written.text().indexOf('/'));
        String theirJob = written.text().substring(cluster.length() + 1);
        List<OtherClusters.Cluster> meant = others.named(cluster);
        if (meant.isEmpty()) {
            List<String> known = new ArrayList<>(clusters.tree().entries().keySet());
            known.addAll(others.names());
            String where = others.names().isEmpty() ? "No cluster of this file" : "No cluster of these files";
            unknown(job, written, where, known, problems);
        } else if (meant.size() > 1) {
            problems.error(
                    written.at(),
                    job.pathOf(AFTER),
                    "Several of the other files have a cluster " + Texts.quoted(cluster) + ".",
                    "Write its service before it: " + meant.get(0).target() + "/" + theirJob + ".");
        } else if (!meant.get(0).jobs().contains(theirJob)) {
            unknown(
                    job,
                    written,
                    "No job of the cluster " + Texts.quoted(meant.get(0).target()),
                    meant.get(0).jobs(),
                    problems);
        } else {
            return Optional.of(meant.get(0).target());
        }
        return Optional.empty();
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
