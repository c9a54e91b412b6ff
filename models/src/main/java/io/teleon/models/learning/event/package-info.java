/// What kind of event a line of syslog tells of.
///
/// - Input: messages as [io.teleon.models.event.SyslogMessage]; to learn from, some of which the
///   class is known, one or two of each are enough.
/// - Output: [io.teleon.models.learning.event.EventVerdict], a class with a confidence, or that it
///   is none that is known.
/// - How: a message becomes words that do not depend on its vendor
///   ([io.teleon.models.learning.event.EventText]); it is compared with the examples and the name
///   of each class, by words, tags, opposites and a network that reads words; what each comparison
///   counts, and how alike is alike enough, is learned by leaving out messages and classes.
/// - Invariants: the same messages and seed give the same model, and a model holds no text of the
///   messages; nothing here needs a learning engine but the training of the network, which stands
///   behind [io.teleon.models.learning.event.EncoderTrainer].
///
/// [io.teleon.models.learning.event.EventClassifier] is the door for those who have messages;
/// [io.teleon.models.learning.event.LogTemplates] finds templates where no class is known.
@NullMarked
package io.teleon.models.learning.event;

import org.jspecify.annotations.NullMarked;
