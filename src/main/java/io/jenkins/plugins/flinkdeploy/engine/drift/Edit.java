package io.jenkins.plugins.flinkdeploy.engine.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * A field that is not as flink-deploy applied it.
 *
 * @param path the field in the words of the cluster file
 * @param applied as it was applied; empty where somebody added it, or that is not known
 * @param live as it is; empty where somebody removed it; never a secret
 * @param by the field manager that the API server names, for instance {@code kubectl-edit}; empty for a field that is gone
 * @param at when that manager last wrote to the resource
 * @param effect what the change does to what runs
 */
public record Edit(
        String path,
        Optional<String> applied,
        Optional<String> live,
        Optional<String> by,
        Optional<Instant> at,
        String effect) {}
