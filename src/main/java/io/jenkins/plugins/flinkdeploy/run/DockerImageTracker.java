package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Fingerprint;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprints;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Keeps fingerprints of images as other plugins for Docker do, so that a digest leads to those who built and deployed it. */
@OptionalExtension(requirePlugins = "docker-commons")
public final class DockerImageTracker implements ImageTracker, DeploymentListener {
    private static final Logger LOGGER = Logger.getLogger(DockerImageTracker.class.getName());
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

    @Override
    public void built(Run<?, ?> run, BuiltImage image) {
        Matcher digest = DIGEST.matcher(image.digest());
        Matcher base = DIGEST.matcher(image.baseDigest());
        if (digest.matches()) {
            try {
                DockerFingerprints.forImage(run, digest.group(1), image.pinned())
                        .addFor(run);
                if (base.matches()) {
                    DockerFingerprints.addFromFacet(base.group(1), digest.group(1), run);
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Cannot keep the fingerprint of " + image.pinned());
            }
        }
    }

    /** What went well; its image may be known by its tag only. */
    @Override
    public void ended(RunFront front, DeployResult deployment) {
        if (!deployment.getOutcome().equals(Phase.DONE.name())) {
            return;
        }
        try {
            deployed(front.run(), deployment);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The build that deployed an image is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deployed(Run<?, ?> run, DeployResult deployment) {
        Matcher digest = DIGEST.matcher(String.valueOf(deployment.getImage()));
        if (digest.find()) {
            try {
                Fingerprint fingerprint = DockerFingerprints.forImage(run, digest.group(1), deployment.getImage());
                fingerprint.addFor(run);
                synchronized (fingerprint) {
                    DeployedFacet facet = DockerFingerprints.getFacet(fingerprint, DeployedFacet.class);
                    if (facet == null) {
                        facet = new DeployedFacet(fingerprint, System.currentTimeMillis());
                        fingerprint.getPersistedFacets().add(facet);
                    }
                    facet.add(run, deployment);
                    fingerprint.save();
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Cannot keep the fingerprint of " + deployment.getImage());
            }
        }
    }
}
