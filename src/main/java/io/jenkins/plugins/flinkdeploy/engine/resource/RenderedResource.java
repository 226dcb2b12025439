package io.jenkins.plugins.flinkdeploy.engine.resource;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;

/**
 * A resource ready to be applied. Neither hash depends on commit, build or deployment.
 *
 * @param manifest the whole resource, keys in alphabetical order
 * @param configHash 8 hexadecimal characters over everything but the image
 * @param contentHash 16 hexadecimal characters over everything including the image's digest (its reference where no digest is
 *     known): when it equals the annotation of what runs, there is nothing to deploy
 */
public record RenderedResource(Manifest manifest, String configHash, String contentHash) {}
