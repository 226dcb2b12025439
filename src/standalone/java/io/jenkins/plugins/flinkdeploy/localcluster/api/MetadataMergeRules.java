package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.List;

/** {@code metadata} of any kind: labels and annotations by key, finalizers a set, owners by their uid. */
final class MetadataMergeRules implements MergeRules {
    static final MergeRules INSTANCE = new MetadataMergeRules();
    private static final MergeRules STRINGS = new MergeRules() {
        @Override
        public boolean mergesFields() {
            return true;
        }
    };
    private static final MergeRules FINALIZERS = new MergeRules() {
        @Override
        public boolean isSet() {
            return true;
        }
    };
    private static final MergeRules OWNERS = new MergeRules() {
        @Override
        public List<String> elementKeys() {
            return List.of("uid");
        }
    };

    private MetadataMergeRules() {}

    @Override
    public boolean mergesFields() {
        return true;
    }

    @Override
    public MergeRules field(String name) {
        return switch (name) {
            case "labels", "annotations" -> STRINGS;
            case Meta.FINALIZERS -> FINALIZERS;
            case Meta.OWNERS -> OWNERS;
            default -> ATOMIC;
        };
    }
}
