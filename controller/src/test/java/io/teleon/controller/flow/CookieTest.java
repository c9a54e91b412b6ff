package io.teleon.controller.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.intent.Precedence;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CookieTest {

    @Property
    void isReadBackFromItsBits(
            @ForAll Cookie.Kind kind, @ForAll Precedence precedence, @ForAll int serial) {
        Cookie cookie = new Cookie(kind, precedence, serial);
        assertEquals(Optional.of(cookie), Cookie.tryParse(cookie.bits()));
    }

    @Property
    void neverClaimsForeignRules(@ForAll long bits) {
        if ((bits & Cookie.MAGIC_MASK) != (Cookie.BASE.bits() & Cookie.MAGIC_MASK)) {
            assertEquals(Optional.empty(), Cookie.tryParse(bits));
        }
    }
}
