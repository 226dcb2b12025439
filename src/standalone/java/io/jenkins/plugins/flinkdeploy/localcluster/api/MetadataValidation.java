package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rules for names and for objects that are on their way out. */
final class MetadataValidation {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    private MetadataValidation() {}

    static List<Violation> violations(ResourceType type, ObjectNode before, ObjectNode object) {
        List<Violation> violations = new ArrayList<>();
        checkName(type, Meta.name(object), violations);
        List<String> added = new ArrayList<>(Meta.finalizers(object));
        added.removeAll(Meta.finalizers(before));
        if (Meta.isBeingDeleted(before) && !added.isEmpty()) {
            violations.add(Violation.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers " + added));
        }
        return violations;
    }

    private static void checkName(ResourceType type, String name, List<Violation> violations) {
        String shown = '"' + name + '"';
        // Names of roles are path segments only, and names of events are not checked at all: the operator's begin with
        // a capital.
        if (type.group().equals("rbac.authorization.k8s.io") || type.is("", "events")) {
            return;
        }
        if (type.is("", "services") || type.is("", "namespaces")) {
            boolean digitFirst = type.is("", "namespaces") && !name.isEmpty() && Character.isDigit(name.charAt(0));
            if (!LABEL.matcher(digitFirst ? "a" + name : name).matches() || name.length() > LONGEST_LABEL) {
                violations.add(Violation.invalid(
                        "metadata.name",
                        shown,
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                                + " alphabetic character, and end with an alphanumeric character"));
            }
        } else if (!SUBDOMAIN.matcher(name).matches() || name.length() > LONGEST_SUBDOMAIN) {
            violations.add(Violation.invalid(
                    "metadata.name",
                    shown,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                            + " must start and end with an alphanumeric character"));
        }
    }
}
