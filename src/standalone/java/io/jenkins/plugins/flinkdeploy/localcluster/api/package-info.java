/**
 * The API server of the local cluster.
 *
 * <p>It began as fabric8's mock server and shares nothing with it any more, because the mock is in the way at each layer. Its
 * answers are whole buffers, so watches over plain HTTP (kubectl, clients without WebSockets) and {@code logs --follow} cannot
 * work; it keeps every request with its body for ever, which a server that runs for hours cannot; its store has no history, so a
 * watch cannot go on from a resource version, and none of its write handlers leaves a place for ownership of fields,
 * validation, dry run or garbage collection. What remains is the same foundation, the Vert.x HTTP server, and the libraries of
 * fabric8 for JSON patches.
 *
 * <p>A request goes from {@code HttpFrontEnd} to {@code Router} and from there to {@code ResourceRequests} or
 * {@code Subresources}. Writes are transactions of {@code ObjectWriter} and {@code Deletion} on {@code ObjectStore}; watches
 * listen to the store.
 */
package io.jenkins.plugins.flinkdeploy.localcluster.api;
