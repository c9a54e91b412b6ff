package io.teleon.controller.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.Notice;
import java.util.Locale;

/// A notice as one line of JSON, the same in the file and for the webhook.
final class NoticeJson {

    private NoticeJson() {}

    static String line(Notice notice) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", notice.number());
        node.put("at", notice.at().toString());
        node.put("kind", notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("topic", notice.topic());
        node.put("subject", notice.subject());
        node.put("text", notice.text());
        return node.toString();
    }
}
