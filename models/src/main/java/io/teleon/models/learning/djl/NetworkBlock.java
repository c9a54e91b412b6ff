package io.teleon.models.learning.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.teleon.models.learning.network.NetworkLayer;
import java.util.ArrayList;
import java.util.List;

/// The layers of a network as a block of DJL, [batch, bin, input] to [batch, bin, output]. Only
/// recurrent blocks of one layer, one direction and with biases: others have parameters in an order
/// that differs between engines, or train on one engine only.
final class NetworkBlock extends AbstractBlock {

    /// A block that holds parameters of a layer, with the names of its arrays in the order of the
    /// layer's shapes.
    private record Part(Block block, List<String> arrays) {}

    private static final List<String> RECURRENT =
            List.of("i2h_WEIGHT", "h2h_WEIGHT", "i2h_BIAS", "h2h_BIAS");

    private final List<NetworkLayer> layers;

    /// By layer.
    private final List<List<Part>> parts = new ArrayList<>();

    NetworkBlock(List<NetworkLayer> layers) {
        this.layers = layers;
        for (NetworkLayer layer : layers) {
            String name = parts.size() + layer.getClass().getSimpleName();
            List<Part> made = parts(layer);
            for (int i = 0; i < made.size(); i++) {
                addChildBlock(name + i, made.get(i).block());
            }
            parts.add(made);
        }
    }

    private static List<Part> parts(NetworkLayer layer) {
        return switch (layer) {
            case NetworkLayer.Recurrent one -> List.of(new Part(cells(one), RECURRENT));
            case NetworkLayer.BothWays both ->
                    List.of(
                            new Part(cells(both.direction()), RECURRENT),
                            new Part(cells(both.direction()), RECURRENT));
            case NetworkLayer.Convolution convolution ->
                    List.of(
                            new Part(
                                    Conv1d.builder()
                                            .setFilters(convolution.outputs())
                                            .setKernelShape(
                                                    new Shape(NetworkLayer.Convolution.WIDTH))
                                            .build(),
                                    List.of("weight", "bias")));
            case NetworkLayer.Attention attention ->
                    List.of(
                            new Part(
                                    Linear.builder()
                                            .setUnits(attention.inputs())
                                            .optBias(false)
                                            .build(),
                                    List.of("weight")));
            case NetworkLayer.Dense dense ->
                    List.of(
                            new Part(
                                    Linear.builder().setUnits(dense.outputs()).build(),
                                    List.of("weight", "bias")));
        };
    }

    private static Block cells(NetworkLayer.Recurrent layer) {
        return switch (layer.cell()) {
            case LSTM -> LSTM.builder().setStateSize(layer.hidden()).setNumLayers(1).build();
            case GRU -> GRU.builder().setStateSize(layer.hidden()).setNumLayers(1).build();
            case PLAIN ->
                    RNN.builder()
                            .setStateSize(layer.hidden())
                            .setNumLayers(1)
                            .setActivation(RNN.Activation.TANH)
                            .build();
        };
    }

    /// The parameters' arrays, in the order of the layers' shapes.
    List<NDArray> arrays() {
        List<NDArray> arrays = new ArrayList<>();
        for (List<Part> layer : parts) {
            for (Part part : layer) {
                part.arrays().forEach(suffix -> arrays.add(array(part.block(), suffix)));
            }
        }
        return arrays;
    }

    private static NDArray array(Block owner, String suffix) {
        return owner.getParameters().stream()
                .filter(entry -> entry.getKey().endsWith(suffix))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no parameter " + suffix + " in " + owner.getParameters().keys()))
                .getValue()
                .getArray();
    }

    List<NDArray> gradients() {
        return getParameters().values().stream()
                .map(Parameter::getArray)
                .map(NDArray::getGradient)
                .toList();
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
        long batch = shapes[0].get(0);
        long bins = shapes[0].get(1);
        for (int i = 0; i < layers.size(); i++) {
            long inputs = layers.get(i).inputs();
            Shape shape =
                    layers.get(i) instanceof NetworkLayer.Convolution
                            ? new Shape(batch, inputs, bins)
                            : new Shape(batch, bins, inputs);
            parts.get(i).forEach(part -> part.block().initialize(manager, type, shape));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
        return new Shape[] {
            new Shape(shapes[0].get(0), shapes[0].get(1), layers.getLast().outputs())
        };
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> parameters) {
        NDArray x = inputs.singletonOrThrow();
        for (int i = 0; i < layers.size(); i++) {
            List<Part> own = parts.get(i);
            // A recurrent block adds its states to the list it is given: each gets its own.
            Pass pass =
                    (part, in) ->
                            own.get(part)
                                    .block()
                                    .forward(store, new NDList(in), training)
                                    .singletonOrThrow();
            x =
                    switch (layers.get(i)) {
                        case NetworkLayer.Recurrent _, NetworkLayer.Dense _ -> pass.through(0, x);
                        case NetworkLayer.BothWays _ -> bothWays(x, pass);
                        case NetworkLayer.Convolution _ -> convolve(x, pass);
                        case NetworkLayer.Attention _ -> attend(x, pass);
                    };
        }
        return new NDList(x);
    }

    /// Through one of the blocks of a layer.
    @FunctionalInterface
    private interface Pass {
        NDArray through(int part, NDArray in);
    }

    /// With so many bins of zeros before the first.
    private static NDArray padded(NDArray x, int before) {
        Shape shape = x.getShape();
        return x.getManager().zeros(new Shape(shape.get(0), before, shape.get(2))).concat(x, 1);
    }

    /// Bins as they were so many bins before.
    private static NDArray before(NDArray padded, int span, int lag, long bins) {
        long from = span - 1L - lag;
        return padded.get(":, " + from + ":" + (from + bins) + ", :");
    }

    private static NDArray bothWays(NDArray x, Pass pass) {
        int span = NetworkLayer.BothWays.SPAN;
        long batch = x.getShape().get(0);
        long bins = x.getShape().get(1);
        long width = x.getShape().get(2);
        NDArray padded = padded(x, span - 1);
        NDList lags = new NDList();
        for (int lag = 0; lag < span; lag++) {
            lags.add(before(padded, span, lag, bins).expandDims(2));
        }
        NDArray windows =
                ai.djl.ndarray.NDArrays.concat(lags, 2)
                        .reshape(new Shape(batch * bins, span, width));
        NDArray back = pass.through(1, windows).get(":, " + (span - 1) + ", :");
        NDArray along = pass.through(0, x);
        long hidden = along.getShape().get(2);
        return along.concat(back.reshape(new Shape(batch, bins, hidden)), 2);
    }

    private static NDArray convolve(NDArray x, Pass pass) {
        NDArray padded = padded(x, NetworkLayer.Convolution.WIDTH - 1).transpose(0, 2, 1);
        return ai.djl.nn.Activation.relu(pass.through(0, padded)).transpose(0, 2, 1);
    }

    private static NDArray attend(NDArray x, Pass pass) {
        int span = NetworkLayer.Attention.SPAN;
        long bins = x.getShape().get(1);
        double unit = 1 / Math.sqrt((double) x.getShape().get(2));
        NDArray queries = pass.through(0, x).mul((float) unit);
        NDArray padded = padded(x, span - 1);
        NDList scores = new NDList();
        for (int lag = 0; lag < span; lag++) {
            scores.add(queries.mul(before(padded, span, lag, bins)).sum(new int[] {2}, true));
        }
        NDArray shares = ai.djl.ndarray.NDArrays.concat(scores, 2).softmax(2);
        NDArray found = x.mul(shares.get(":, :, 0:1"));
        for (int lag = 1; lag < span; lag++) {
            NDArray share = shares.get(":, :, " + lag + ":" + (lag + 1));
            found = found.add(before(padded, span, lag, bins).mul(share));
        }
        return x.concat(found, 2);
    }
}
