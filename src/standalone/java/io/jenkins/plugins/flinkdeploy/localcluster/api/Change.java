package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One write to the store.
 *
 * @param before null when the write created the object
 * @param after null when the write removed it
 */
record Change(long revision, ObjectKey key, ObjectNode before, ObjectNode after) {}
