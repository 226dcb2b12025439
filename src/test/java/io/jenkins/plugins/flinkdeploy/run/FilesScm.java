package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.NullSCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jvnet.hudson.test.TestExtension;

/** Some files to check out, where it does not matter how they are kept. */
public final class FilesScm extends NullSCM {
    private final Map<String, String> files;

    /** @param files path to content */
    FilesScm(Map<String, String> files) {
        this.files = new TreeMap<>(files);
    }

    @Override
    public void checkout(
            Run<?, ?> build,
            Launcher launcher,
            FilePath workspace,
            TaskListener listener,
            File changelog,
            SCMRevisionState baseline)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            workspace.child(file.getKey()).write(file.getValue(), "UTF-8");
        }
    }

    /** No form shows it. */
    @TestExtension
    public static final class DescriptorImpl extends SCMDescriptor<FilesScm> {
        public DescriptorImpl() {
            super(null);
        }
    }
}
