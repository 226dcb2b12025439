package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Fingerprint;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.FingerprintFacet;

/** Where an image was deployed to, on the page of its fingerprint. */
public final class DeployedFacet extends FingerprintFacet {
    private static final int KEPT = 100;

    private final List<Entry> deployments = new ArrayList<>();

    /** @param timestamp when it was first deployed, in milliseconds since the epoch */
    DeployedFacet(Fingerprint fingerprint, long timestamp) {
        super(fingerprint, timestamp);
    }

    synchronized void add(Run<?, ?> run, DeployResult deployment) {
        deployments.add(new Entry(run.getExternalizableId(), deployment.getResource(), deployment.getOutcome()));
        if (deployments.size() > KEPT) {
            deployments.remove(0);
        }
    }

    /** Oldest first, those of which somebody may see the run. */
    public synchronized List<Entry> getDeployments() {
        return deployments.stream().filter(entry -> entry.getRun() != null).toList();
    }

    /** One deployment. */
    public static final class Entry {
        private final String run;
        private final String resource;
        private final String outcome;

        Entry(String run, String resource, String outcome) {
            this.run = run;
            this.resource = resource;
            this.outcome = outcome;
        }

        /** Null when it is gone, or the user may not see it. */
        public Run<?, ?> getRun() {
            return Run.fromExternalizableId(run);
        }

        public String getResource() {
            return resource;
        }

        public String getOutcome() {
            return outcome;
        }
    }
}
