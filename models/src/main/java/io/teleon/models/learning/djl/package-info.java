/// The learning engines: Deep Java Library with MXNet, or PyTorch, behind
/// [io.teleon.models.learning.NetworkTrainer]. The one package that knows DJL's types; who only
/// forecasts never loads it.
///
/// Invariant: an engine never touches the network. None is not started unless DJL was told to stay
/// offline when the process started.
@NullMarked
package io.teleon.models.learning.djl;

import org.jspecify.annotations.NullMarked;
