package io.jenkins.plugins.flinkdeploy.config;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/** Knows targets that belong to a group of items, such as a folder, beside those of Jenkins. */
public interface TargetScope extends ExtensionPoint {
    /** The targets of this very group, not those of the groups around it. */
    List<FlinkTarget> of(ItemGroup<?> group);
}
