package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// In whose name something is asked, for the audit.
final class WhoAsks {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "in whose name, default ${DEFAULT-VALUE}")
    private String by = System.getProperty("user.name", "operator");

    @Mixin private DryRun dryRun = new DryRun();

    /// The path of a request, which may be to do nothing and say what would come of it.
    String path(String path) {
        return dryRun.path(path);
    }

    /// A request's body that says so.
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("by", by);
        return body;
    }
}
