package io.teleon.models.learning;

/// What a forecaster knows before it sees a series: nothing, or what was learned from others.
public final class ForecastModel {

    private static final ForecastModel BASELINE = new ForecastModel("baseline");

    private final String name;

    private ForecastModel(String name) {
        this.name = name;
    }

    /// Without a network and without anything learned before: what each series teaches by itself.
    public static ForecastModel baseline() {
        return BASELINE;
    }

    /// The model that comes with Teleon.
    public static ForecastModel shipped() {
        return BASELINE;
    }

    /// For people.
    public String name() {
        return name;
    }
}
