package io.teleon.policies.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

    private static final List<Type.Quantity> QUANTITIES =
            List.of(
                    Type.COUNT,
                    Type.RATIO,
                    Type.NUMBER,
                    Type.BANDWIDTH,
                    Type.BYTES,
                    Type.DURATION,
                    Type.POWER,
                    Type.TEMPERATURE);

    @ParameterizedTest
    @CsvSource({
        "12500000, bandwidth, 12.5 Mbps",
        "0, bandwidth, 0 bps",
        "0.8, ratio, 80%",
        "0.0014, ratio, 0.14%",
        "900, duration, 15 min",
        "90, duration, 90s",
        "0.25, duration, 250ms",
        "0, duration, 0s",
        "7200, duration, 2 h",
        "86400, duration, 1 d",
        "8000, bytes, 1 KB",
        "-28, power, -28 dBm",
        "21.5, temp, 21.5 degC",
        "3, count, 3",
        "Infinity, duration, never",
    })
    void showsAsPeopleWrite(double amount, String type, String shown) {
        assertEquals(shown, ValueText.show(Value.of(amount), quantity(type)));
    }

    @Test
    void quotesWhatWouldNotReadBack() {
        Type link = new Type.Entity("link");
        assertEquals("l1", ValueText.show(new Value.Entity("link", "l1"), link));
        assertEquals("\"l1-l2\"", ValueText.show(new Value.Entity("link", "l1-l2"), link));
        assertEquals("\"true\"", ValueText.show(new Value.Entity("link", "true"), link));
        assertEquals(
                "\"a \\\"b\\\" \\\\ \\n\"",
                ValueText.show(new Value.Text("a \"b\" \\ \n"), new Type.Text()));
    }

    @Property(tries = 2000)
    void readsBackTheSameQuantity(
            @ForAll @DoubleRange(min = -1e18, max = 1e18) double amount,
            @ForAll @DoubleRange(min = -30, max = 30) double exponent) {
        for (double each : new double[] {amount, Math.rint(amount), Math.pow(10, exponent)}) {
            for (Type.Quantity type : QUANTITIES) {
                assertEquals(Value.of(each), read(ValueText.show(Value.of(each), type)));
            }
        }
    }

    @Property
    void readsBackTheSameText(@ForAll String text) {
        Findings findings = new Findings();
        Cursor cursor =
                new Cursor(
                        new Source("", ValueText.show(new Value.Text(text), new Type.Text())),
                        findings);
        assertEquals(text, cursor.next().text());
        assertEquals(List.of(), findings.all());
    }

    private static Value read(String text) {
        Findings findings = new Findings();
        Cursor cursor = new Cursor(new Source("", text), findings);
        Expr expr = new ExpressionParser(cursor).expression();
        assertEquals(List.of(), findings.all());
        Tree.Amount amount = ((Expr.Literal) expr).amount();
        return Value.of(
                amount.unit()
                        .map(unit -> unit.of(amount.number()))
                        .orElseGet(() -> Double.parseDouble(amount.number())));
    }

    private static Type.Quantity quantity(String name) {
        return QUANTITIES.stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow();
    }
}
