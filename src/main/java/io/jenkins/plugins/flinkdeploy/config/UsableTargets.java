package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The targets that a job may use: those of its folders, and those of Jenkins. Where several have one name, that of the nearest
 * folder counts, even when it is kept from the job: what a folder says is not undone by what Jenkins says.
 */
public final class UsableTargets {
    private final Map<String, FlinkTarget> targets = new LinkedHashMap<>();
    private final Map<String, ItemGroup<?>> folders = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    private UsableTargets() {}

    /** As they are configured now; without a job, all those of Jenkins. */
    public static UsableTargets of(@CheckForNull Item job) {
        UsableTargets usable = new UsableTargets();
        for (Object at = job; at instanceof Item item; at = item.getParent()) {
            if (item instanceof ItemGroup<?> folder) {
                for (TargetScope scope : ExtensionList.lookup(TargetScope.class)) {
                    scope.of(folder).forEach(target -> usable.add(target, job)
                            .ifPresent(name -> usable.folders.put(name, folder)));
                }
            }
        }
        FlinkDeployConfiguration.get().getTargets().forEach(target -> usable.add(target, job));
        return usable;
    }

    private Optional<String> add(FlinkTarget target, Item job) {
        String name = target.getName();
        if (targets.containsKey(name) || kept.contains(name)) {
            return Optional.empty();
        }
        if (job != null && !target.isFor(job.getFullName())) {
            kept.add(name);
            return Optional.empty();
        }
        targets.put(name, target);
        return Optional.of(name);
    }

    /** Those of the nearest folder first. */
    public List<FlinkTarget> all() {
        return List.copyOf(targets.values());
    }

    /** The target of this name. */
    public Optional<FlinkTarget> target(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** Whether there is a target of this name, but not for this job. */
    public boolean isKept(String name) {
        return kept.contains(name);
    }

    /** The folder that a target belongs to, which its credentials are looked up in; empty for one of Jenkins. */
    public Optional<ItemGroup<?>> folderOf(FlinkTarget target) {
        return targets.get(target.getName()) == target
                ? Optional.ofNullable(folders.get(target.getName()))
                : Optional.empty();
    }
}
