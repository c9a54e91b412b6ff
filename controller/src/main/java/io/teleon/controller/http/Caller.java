package io.teleon.controller.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AttributeKey;
import io.teleon.controller.access.Role;
import java.util.Optional;

/// Who asks.
///
/// @param name as the token says; empty where nobody has to show one
record Caller(Optional<String> name, Role role) {

    /// Anybody on this machine, where nobody has to show a token.
    static final Caller LOCAL = new Caller(Optional.empty(), Role.ADMIN);

    private static final AttributeKey<Caller> KEY = AttributeKey.valueOf(Caller.class, "caller");

    void at(ServiceRequestContext context) {
        context.setAttr(KEY, this);
    }

    static Caller of(ServiceRequestContext context) {
        return Optional.ofNullable(context.attr(KEY)).orElse(LOCAL);
    }

    /// In whose name it is asked, for the audit: who shows a token cannot hide behind another name.
    ///
    /// @param said the name in the request
    String inTheNameOf(Optional<String> said, String otherwise) {
        return name.map(known ->
                        known + said.filter(s -> !s.equals(known)).map(s -> " for " + s).orElse(""))
                .orElseGet(() -> said.orElse(otherwise));
    }
}
