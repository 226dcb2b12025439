package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What is generated from the model of the cluster file, for editors and for people. */
public final class ClusterFileDocs {
    private ClusterFileDocs() {}

    /** A JSON Schema (draft 7) of the cluster file, ending in a line feed. */
    public static String jsonSchema() {
        return SchemaWriter.write(ClusterFileModel.FILE);
    }

    /** The reference page in Markdown: every key with its type, default, meaning and an example. */
    public static String reference() {
        return new ReferenceWriter().write();
    }
}
