package io.teleon.models.learning.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.teleon.models.learning.event.EncoderWeights;
import io.teleon.models.learning.event.WordParts;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;
import java.util.List;

/// The network of [EncoderWeights] as a block of DJL, with a layer of kinds behind it to learn by.
///
/// Input: the buckets of the parts of words, [message, word, [WordParts#MOST]], and their shares,
/// of the same shape, 0 where there is no part. All messages of a batch have the same number of
/// words, so nothing is filled up. Two one-directional layers stand for a bidirectional one: the
/// form in which engines agree.
///
/// Output: a score for each kind, [message, kind], and the vectors, [message, output].
final class EncoderNet extends AbstractBlock {

    /// How sharp the choice between kinds can be, for vectors of length 1.
    private static final float SCALE = 12;

    private final int size;
    private final int hidden;
    private final int outputs;
    private final int kinds;
    private final Parameter parts;
    private final Block forward;
    private final Block backward;
    private final Block forwardAttention;
    private final Block backwardAttention;
    private final Block output;
    private final Block kindLayer;

    EncoderNet(int size, int hidden, int outputs, int kinds) {
        this.size = size;
        this.hidden = hidden;
        this.outputs = outputs;
        this.kinds = kinds;
        parts =
                addParameter(
                        Parameter.builder()
                                .setName("parts")
                                .setType(Parameter.Type.WEIGHT)
                                .optShape(new Shape(WordParts.BUCKETS, size))
                                .build());
        forward =
                addChildBlock(
                        "forward", LSTM.builder().setStateSize(hidden).setNumLayers(1).build());
        backward =
                addChildBlock(
                        "backward", LSTM.builder().setStateSize(hidden).setNumLayers(1).build());
        forwardAttention = addChildBlock("forwardAttention", Linear.builder().setUnits(1).build());
        backwardAttention =
                addChildBlock("backwardAttention", Linear.builder().setUnits(1).build());
        output = addChildBlock("output", Linear.builder().setUnits(outputs).build());
        kindLayer = addChildBlock("kinds", Linear.builder().setUnits(kinds).optBias(false).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> options) {
        NDArray vector = embed(store, inputs.get(0), inputs.get(1), training);
        NDArray choice =
                kindLayer
                        .forward(store, new NDList(vector.mul(SCALE)), training)
                        .singletonOrThrow();
        return new NDList(choice, vector);
    }

    /// [message, output], each of length 1.
    private NDArray embed(ParameterStore store, NDArray ids, NDArray shares, boolean training) {
        NDArray table = store.getValue(parts, ids.getDevice(), training);
        long messages = ids.getShape().get(0);
        long words = ids.getShape().get(1);
        NDArray rows =
                Embedding.embedding(
                                ids.reshape(messages * words * WordParts.MOST),
                                table,
                                SparseFormat.DENSE)
                        .singletonOrThrow()
                        .reshape(messages, words, WordParts.MOST, size);
        NDArray embedded =
                rows.mul(shares.reshape(messages, words, WordParts.MOST, 1)).sum(new int[] {2});
        NDArray ahead = forward.forward(store, new NDList(embedded), training).get(0);
        NDArray reversed = backward.forward(store, new NDList(embedded.flip(1)), training).get(0);
        NDArray attention =
                linear(store, forwardAttention, ahead, training)
                        .add(linear(store, backwardAttention, reversed, training).flip(1))
                        .softmax(1);
        NDArray states = ahead.concat(reversed.flip(1), 2);
        NDArray context = states.mul(attention).sum(new int[] {1});
        NDArray vector = linear(store, output, context, training);
        NDArray length = vector.square().sum(new int[] {1}, true).add(1e-12f).sqrt();
        return vector.div(length);
    }

    private static NDArray linear(
            ParameterStore store, Block block, NDArray input, boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        long messages = inputShapes[0].get(0);
        long words = inputShapes[0].get(1);
        Shape embedded = new Shape(messages, words, size);
        Shape states = new Shape(messages, words, hidden);
        forward.initialize(manager, dataType, embedded);
        backward.initialize(manager, dataType, embedded);
        forwardAttention.initialize(manager, dataType, states);
        backwardAttention.initialize(manager, dataType, states);
        output.initialize(manager, dataType, new Shape(messages, 2L * hidden));
        kindLayer.initialize(manager, dataType, new Shape(messages, outputs));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        long messages = inputShapes[0].get(0);
        return new Shape[] {new Shape(messages, kinds), new Shape(messages, outputs)};
    }

    NDArray kindWeights() {
        return array(kindLayer, "weight");
    }

    EncoderWeights read() {
        return new EncoderWeights(
                parts.getArray().toFloatArray(),
                read(forward, forwardAttention),
                read(backward, backwardAttention),
                array(output, "weight").toFloatArray(),
                array(output, "bias").toFloatArray());
    }

    private NetworkWeights read(Block lstm, Block attention) {
        return new NetworkWeights(
                Architecture.LSTM,
                size,
                hidden,
                1,
                List.of(
                        array(lstm, "i2h_WEIGHT").toFloatArray(),
                        array(lstm, "h2h_WEIGHT").toFloatArray(),
                        array(lstm, "i2h_BIAS").toFloatArray(),
                        array(lstm, "h2h_BIAS").toFloatArray(),
                        array(attention, "weight").toFloatArray(),
                        array(attention, "bias").toFloatArray()));
    }

    void write(EncoderWeights weights) {
        parts.getArray().set(weights.parts());
        write(forward, forwardAttention, weights.forward());
        write(backward, backwardAttention, weights.backward());
        array(output, "weight").set(weights.outputWeights());
        array(output, "bias").set(weights.outputBias());
    }

    private static void write(Block lstm, Block attention, NetworkWeights weights) {
        array(lstm, "i2h_WEIGHT").set(weights.arrays().get(0));
        array(lstm, "h2h_WEIGHT").set(weights.arrays().get(1));
        array(lstm, "i2h_BIAS").set(weights.arrays().get(2));
        array(lstm, "h2h_BIAS").set(weights.arrays().get(3));
        array(attention, "weight").set(weights.arrays().get(4));
        array(attention, "bias").set(weights.arrays().get(5));
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
}
