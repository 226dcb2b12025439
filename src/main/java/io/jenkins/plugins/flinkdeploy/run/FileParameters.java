package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which cluster file is meant, and which of its clusters; as text the way people write it, null where nothing was given. */
public class FileParameters implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The cluster file that is read when none is named. */
    public static final String DEFAULT_FILE = "flink.yaml";

    private String file;
    private String files;
    private String environment;
    private String cluster;

    /** Path of the cluster file, relative to the workspace. */
    public final String getFile() {
        return file == null ? DEFAULT_FILE : file;
    }

    public final void setFile(String file) {
        String given = Util.fixEmptyAndTrim(file);
        this.file = DEFAULT_FILE.equals(given) ? null : given;
    }

    /** Paths and patterns of cluster files that are meant together, in place of the one file; null for that one. */
    public final String getFiles() {
        return files;
    }

    public final void setFiles(String files) {
        this.files = Util.fixEmptyAndTrim(files);
    }

    /** What a person named: the file, or the files. */
    final String named() {
        return files == null ? getFile() : files;
    }

    /** The environment whose file is laid over the cluster file. */
    public final String getEnvironment() {
        return environment;
    }

    public final void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /** Which cluster of the file. */
    public final String getCluster() {
        return cluster;
    }

    public final void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** The environment whose file is laid over the cluster file where there is such a file. */
    Optional<String> layer() {
        return Optional.ofNullable(environment);
    }

    /** A copy in which every text went through a function. */
    public FileParameters map(UnaryOperator<String> expansion) {
        FileParameters copy = new FileParameters();
        fill(copy, nullSafe(expansion));
        return copy;
    }

    /** Sets what this class holds. */
    final void fill(FileParameters copy, UnaryOperator<String> expand) {
        copy.setFile(expand.apply(getFile()));
        copy.setFiles(expand.apply(files));
        copy.setEnvironment(expand.apply(environment));
        copy.setCluster(expand.apply(cluster));
    }

    static UnaryOperator<String> nullSafe(UnaryOperator<String> expansion) {
        return text -> text == null ? null : expansion.apply(text);
    }
}
