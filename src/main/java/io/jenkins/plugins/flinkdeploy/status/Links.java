package io.jenkins.plugins.flinkdeploy.status;

import hudson.Util;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that were written on resources, where anybody may have written them. */
final class Links {
    private static final Pattern BUILD = Pattern.compile(".*?/job/(.+)/(\\d+)/.*");

    private Links() {}

    /** The address where it is one of a page, so that a link to it runs nothing. */
    static Optional<String> safe(String address) {
        return Optional.of(address).filter(text -> text.startsWith("https://") || text.startsWith("http://"));
    }

    /** Where the page of a cluster is below Jenkins. */
    static String cluster(String place, ResourceId resource) {
        return ClustersRoot.URL_NAME + "/" + below(place, resource);
    }

    /** Where it is below that of all clusters. */
    static String below(String place, ResourceId resource) {
        return "target/" + Util.rawEncode(place) + "/" + Util.rawEncode(resource.namespace()) + "/"
                + Util.rawEncode(resource.name()) + "/";
    }

    /** {@code team » orders #6} of the address of a build of any Jenkins, another address as it is. */
    static String build(String address) {
        Matcher build = BUILD.matcher(address);
        return build.matches() ? decoded(build.group(1).replace("/job/", " » ")) + " #" + build.group(2) : address;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
