package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Of what savepoints are taken, as text the way people write it; null where nothing was given. */
public final class SavepointParameters extends LiveParameters {
    private static final long serialVersionUID = 1L;

    private String jobs;

    /** Jobs of the session cluster that the file describes, separated by commas; null for all. */
    public String getJobs() {
        return jobs;
    }

    public void setJobs(String jobs) {
        this.jobs = Util.fixEmptyAndTrim(jobs);
    }

    /** The jobs, one by one; empty for all. */
    List<String> jobNames() {
        return jobs == null
                ? List.of()
                : Arrays.stream(jobs.split("[,\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    @Override
    public SavepointParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand = nullSafe(expansion);
        SavepointParameters copy = new SavepointParameters();
        fill(copy, expand);
        copy.setJobs(expand.apply(jobs));
        return copy;
    }
}
