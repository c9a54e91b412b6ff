/// What Teleon believes about a network: its nouns, its telemetry, its traffic, its intents and its
/// learned models.
///
/// This module is the shared kernel. Everything in it is a value or a pure function: nothing here
/// opens a socket, reads a clock or starts a thread. `network` names the parts of a network,
/// `telemetry` what is measured on them, `traffic` what flows through them, `intent` what people
/// want from them; `time` carries chance as an argument, `config` and `format` read what people and
/// other programs wrote.
@NullMarked
package io.teleon.models;

import org.jspecify.annotations.NullMarked;
