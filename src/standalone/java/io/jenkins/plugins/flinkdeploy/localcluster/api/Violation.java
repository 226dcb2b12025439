package io.jenkins.plugins.flinkdeploy.localcluster.api;

/**
 * One thing that is wrong with an object.
 *
 * @param field path of the field, {@code spec.job.parallelism}
 * @param reason cause reason of the API, {@code FieldValueInvalid}
 */
record Violation(String field, String reason, String message) {
    static Violation required(String field, String detail) {
        return new Violation(
                field, "FieldValueRequired", detail.isEmpty() ? "Required value" : "Required value: " + detail);
    }

    static Violation invalid(String field, String value, String detail) {
        return new Violation(field, "FieldValueInvalid", "Invalid value: " + value + ": " + detail);
    }

    static Violation forbidden(String field, String detail) {
        return new Violation(field, "FieldValueForbidden", "Forbidden: " + detail);
    }
}
