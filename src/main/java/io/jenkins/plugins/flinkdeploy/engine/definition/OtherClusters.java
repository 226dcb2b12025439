package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Set;

/** The clusters of other files that are read together with one, after whose jobs its own may come. */
final class OtherClusters {
    /** A file that is read alone. */
    static final OtherClusters NONE = new OtherClusters(List.of(), false);

    /** A file that was checked together with others before: what its jobs come after outside of it is known to be there. */
    static final OtherClusters CHECKED_BEFORE = new OtherClusters(List.of(), true);

    private final List<Cluster> clusters;
    private final boolean checkedBefore;

    private OtherClusters(List<Cluster> clusters, boolean checkedBefore) {
        this.clusters = List.copyOf(clusters);
        this.checkedBefore = checkedBefore;
    }

    /**
     * A cluster of one of the files.
     *
     * @param file which of the files
     * @param service its service
     * @param name its key in the file
     * @param at where that key stands
     * @param jobs keys of its jobs
     */
    record Cluster(int file, String service, String name, Location at, Set<String> jobs) {
        Cluster {
            jobs = Set.copyOf(jobs);
        }

        /** What people call it: {@code orders.main}. */
        String target() {
            return service + "." + name;
        }
    }

    /** Those of all files but one. */
    static OtherClusters than(int file, List<Cluster> all) {
        return new OtherClusters(
                all.stream().filter(cluster -> cluster.file() != file).toList(), false);
    }

    boolean areCheckedBefore() {
        return checkedBefore;
    }

    /** Those that are meant by a name, or by service and name: {@code ingest}, {@code orders.ingest}. */
    List<Cluster> named(String text) {
        return clusters.stream()
                .filter(cluster ->
                        cluster.name().equals(text) || cluster.target().equals(text))
                .toList();
    }

    /** Their names. */
    List<String> names() {
        return clusters.stream().map(Cluster::name).distinct().toList();
    }
}
