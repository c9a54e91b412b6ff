/// The learning engine: Deep Java Library with MXNet behind
/// [io.teleon.models.learning.LstmTrainer]. The one package that knows DJL's types; who only
/// forecasts never loads it.
///
/// Invariant: the engine never touches the network. It is not started unless DJL was told to stay
/// offline when the process started.
@NullMarked
package io.teleon.models.learning.djl;

import org.jspecify.annotations.NullMarked;
