package io.jenkins.plugins.flinkdeploy.engine.prune;

import java.util.List;

/**
 * What a look at a Kubernetes cluster found.
 *
 * @param leftovers what could be removed: jobs of session clusters first, then clusters
 * @param kept what is left alone, and why
 */
public record PruneList(List<Leftover> leftovers, List<Kept> kept) {
    public PruneList {
        leftovers = List.copyOf(leftovers);
        kept = List.copyOf(kept);
    }
}
