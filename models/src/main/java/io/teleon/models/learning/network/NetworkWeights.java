package io.teleon.models.learning.network;

import java.util.ArrayList;
import java.util.List;

/// The parameters of a network.
///
/// @param inputs numbers for each bin
/// @param hidden cells of each recurrent layer and direction
/// @param outputs numbers for each bin
/// @param arrays as [Architecture#shapes] says, row by row, all finite; to be read only
public record NetworkWeights(
        Architecture architecture, int inputs, int hidden, int outputs, List<float[]> arrays) {

    /// Inputs, cells and outputs at most.
    public static final int MOST_UNITS = 1024;

    public NetworkWeights {
        if (inputs < 1
                || hidden < 1
                || outputs < 1
                || Math.max(inputs, Math.max(hidden, outputs)) > MOST_UNITS) {
            throw new IllegalArgumentException(
                    inputs
                            + " inputs, "
                            + hidden
                            + " cells and "
                            + outputs
                            + " outputs are not all in [1, "
                            + MOST_UNITS
                            + "]");
        }
        List<NetworkLayer.Shape> shapes = architecture.shapes(inputs, hidden, outputs);
        if (arrays.size() != shapes.size()) {
            throw new IllegalArgumentException(
                    arrays.size() + " arrays for a " + architecture + ", not " + shapes.size());
        }
        List<float[]> copies = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            copies.add(checked(shapes.get(i), arrays.get(i)));
        }
        arrays = List.copyOf(copies);
    }

    private static float[] checked(NetworkLayer.Shape shape, float[] values) {
        if (values.length != shape.count()) {
            throw new IllegalArgumentException(
                    values.length + " " + shape.name() + ", not " + shape.count());
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(shape.name() + " have a value of " + value);
            }
        }
        return values.clone();
    }

    public List<NetworkLayer> layers() {
        return architecture.layers(inputs, hidden, outputs);
    }

    /// How many numbers all arrays hold.
    public int count() {
        return arrays.stream().mapToInt(array -> array.length).sum();
    }
}
