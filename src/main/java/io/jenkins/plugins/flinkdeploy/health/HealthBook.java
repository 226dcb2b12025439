package io.jenkins.plugins.flinkdeploy.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.run.DeployedCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** How well the clusters are that jobs deployed, as it was seen last, by the full names of the jobs. */
@Extension
public final class HealthBook extends ItemListener {
    private final Map<String, List<ClusterHealth>> jobs = new TreeMap<>();

    static HealthBook get() {
        return ExtensionList.lookupSingleton(HealthBook.class);
    }

    @Override
    public void onLoaded() {
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            List<ClusterHealth> known = HealthFile.read(job);
            synchronized (this) {
                if (!known.isEmpty()) {
                    jobs.putIfAbsent(job.getFullName(), known);
                }
            }
        }
    }

    @Override
    public synchronized void onDeleted(Item item) {
        jobs.remove(item.getFullName());
    }

    /** Comes for each item below a folder, too. */
    @Override
    public synchronized void onLocationChanged(Item item, String oldFullName, String newFullName) {
        List<ClusterHealth> known = jobs.remove(oldFullName);
        if (known != null) {
            jobs.put(newFullName, known);
        }
    }

    /** The jobs of which a cluster is known. */
    synchronized Set<String> jobs() {
        return Set.copyOf(jobs.keySet());
    }

    /** The clusters of a job, in the order in which it deployed them first. */
    List<ClusterHealth> of(Job<?, ?> job) {
        return of(job.getFullName());
    }

    synchronized List<ClusterHealth> of(String job) {
        return jobs.getOrDefault(job, List.of());
    }

    /** Every cluster once, as it was seen last by any job. */
    synchronized Collection<ClusterHealth> clusters() {
        Map<String, ClusterHealth> newest = new TreeMap<>();
        jobs.values().stream()
                .flatMap(List::stream)
                .forEach(each -> newest.merge(
                        each.cluster().place() + " " + each.cluster().resource(),
                        each,
                        (one, other) -> isNewer(one, other) ? one : other));
        return newest.values();
    }

    private static boolean isNewer(ClusterHealth one, ClusterHealth other) {
        return one.last().isPresent()
                && other.last()
                        .filter(report -> report.at().isAfter(one.last().get().at()))
                        .isEmpty();
    }

    /** Notes clusters that a job deployed; returns whether any is new. */
    synchronized boolean deployed(Job<?, ?> job, List<DeployedCluster> clusters) {
        List<ClusterHealth> known = of(job);
        List<ClusterHealth> added = clusters.stream()
                .filter(cluster ->
                        known.stream().noneMatch(each -> each.cluster().equals(cluster)))
                .map(ClusterHealth::of)
                .toList();
        if (!added.isEmpty()) {
            put(job, Stream.concat(known.stream(), added.stream()).toList(), true);
        }
        return !added.isEmpty();
    }

    /** Notes another look at a cluster of a job; returns what it changed. */
    synchronized Optional<HealthChange> seen(Job<?, ?> job, DeployedCluster cluster, HealthReport report) {
        List<ClusterHealth> clusters = new ArrayList<>(of(job));
        for (int i = 0; i < clusters.size(); i++) {
            ClusterHealth before = clusters.get(i);
            if (before.cluster().equals(cluster)) {
                clusters.set(i, before.after(report));
                put(job, clusters, before.isNews(report));
                return before.changes(report)
                        ? Optional.of(new HealthChange(job, cluster.place(), before.state(), report))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void put(Job<?, ?> job, List<ClusterHealth> clusters, boolean keep) {
        jobs.put(job.getFullName(), List.copyOf(clusters));
        if (keep) {
            HealthFile.write(job, clusters);
        }
    }
}
