package io.teleon.models.format;

import io.teleon.models.network.Bandwidth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The capacity that a link's label speaks of: `2.5 Gbps`, `155Mbit/s`, `OC-192`, `STM-16`. Of a
/// range, `10-20Gbps`, the lower end.
final class LinkSpeed {

    /// SONET's STS-1 and SDH's STM-1 (ITU-T G.707).
    private static final double OC_1_MEGABITS = 51.84;

    private static final double STM_1_MEGABITS = 155.52;

    private static final int LONGEST_LABEL = 200;

    private static final Pattern SONET =
            Pattern.compile("\\b(OC|STM)[- ]?(\\d{1,4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern RATE =
            Pattern.compile(
                    "(\\d{1,9}(?:\\.\\d{1,9})?)(?:\\s?-\\s?\\d{1,9}(?:\\.\\d{1,9})?)?"
                            + "\\s?([kKMGT])(?:b|B|i|E|\\b)");

    private LinkSpeed() {}

    static Optional<Bandwidth> ofLabel(String label) {
        String text = label.substring(0, Math.min(label.length(), LONGEST_LABEL));
        Matcher sonet = SONET.matcher(text);
        if (sonet.find()) {
            double unit = sonet.group(1).equalsIgnoreCase("OC") ? OC_1_MEGABITS : STM_1_MEGABITS;
            return positive(Bandwidth.ofMegabits(unit * Integer.parseInt(sonet.group(2))));
        }
        Matcher rate = RATE.matcher(text);
        return rate.find()
                ? Bandwidth.tryParse(
                                rate.group(1) + " " + rate.group(2).replace('K', 'k') + "bit/s")
                        .flatMap(LinkSpeed::positive)
                : Optional.empty();
    }

    private static Optional<Bandwidth> positive(Bandwidth bandwidth) {
        return bandwidth.bitsPerSecond() > 0 ? Optional.of(bandwidth) : Optional.empty();
    }
}
