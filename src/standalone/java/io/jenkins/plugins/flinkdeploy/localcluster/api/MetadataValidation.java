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
    private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final String QUALIFIED_RULE =
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                    + " alphanumeric character";
    private static final String VALUE_RULE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start"
                    + " and end with an alphanumeric character";
    private static final int MOST_ANNOTATIONS = 256 * 1024;
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    private MetadataValidation() {}

    static List<Violation> violations(ResourceType type, ObjectNode before, ObjectNode object) {
        List<Violation> violations = new ArrayList<>();
        checkName(type, Meta.name(object), violations);
        labels(object, "labels", violations);
        labels(object, "annotations", violations);
        List<String> added = new ArrayList<>(Meta.finalizers(object));
        added.removeAll(Meta.finalizers(before));
        if (Meta.isBeingDeleted(before) && !added.isEmpty()) {
            violations.add(Violation.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers " + added));
        }
        return violations;
    }

    /** Keys of both, and values of labels, are short and of few characters. */
    private static void labels(ObjectNode object, String field, List<Violation> violations) {
        int size = 0;
        for (var entry : object.path("metadata").path(field).properties()) {
            String key = entry.getKey();
            String value = entry.getValue().asText();
            size += key.length() + value.length();
            String name = key.substring(key.indexOf('/') + 1);
            boolean prefixed = !key.contains("/")
                    || SUBDOMAIN.matcher(key.substring(0, key.indexOf('/'))).matches();
            if (!prefixed
                    || name.length() > LONGEST_LABEL
                    || !QUALIFIED.matcher(name).matches()) {
                violations.add(Violation.invalid("metadata." + field, '"' + key + '"', QUALIFIED_RULE));
            }
            if (!entry.getValue().isTextual()) {
                violations.add(
                        Violation.invalid("metadata." + field, entry.getValue().toString(), "must be a string"));
            } else if (field.equals("labels") && !value.isEmpty()) {
                if (value.length() > LONGEST_LABEL) {
                    violations.add(
                            Violation.invalid("metadata.labels", '"' + value + '"', "must be no more than 63 bytes"));
                } else if (!QUALIFIED.matcher(value).matches()) {
                    violations.add(Violation.invalid("metadata.labels", '"' + value + '"', VALUE_RULE));
                }
            }
        }
        if (field.equals("annotations") && size > MOST_ANNOTATIONS) {
            violations.add(new Violation(
                    "metadata.annotations", "FieldValueTooLong", "Too long: may not be more than 262144 bytes"));
        }
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
