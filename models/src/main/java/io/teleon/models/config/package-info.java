/// Settings: YAML that people write, bound to records.
///
/// - Input: a [io.teleon.models.format.SourceText] and a record class.
/// - Output: that record, checked by its own constructor; or, the other way, the effective values
///   as YAML.
/// - Invariants: keys are kebab-case (`poll-interval`), components camelCase (`pollInterval`).
///   Nothing is ignored: an unknown, missing, doubled or wrong value is a
///   [io.teleon.models.format.MalformedInput] with file, line and column. The one place with
///   reflection.
///
/// | component | in the file |
/// |---|---|
/// | `int long double boolean String` | `8080`, `0.9`, `true`, `text` |
/// | `Duration`, `Bandwidth` | `1.5 ms`, `2.5 Gbit/s` |
/// | `Instant`, `java.nio.file.Path` | `2004-03-01T00:00:00Z`, `data/journal` |
/// | an enum | a constant in kebab-case |
/// | a type with `static T parse(String)` | its text form |
/// | `Optional<T>` | a T, or no such key |
/// | `List<T>`, `Map<String, T>` | a list, a mapping (order is kept) |
/// | a record | a mapping; a record of one component also by that value alone |
/// | a sealed interface of records | a mapping of one key, the record's name in kebab-case; the name alone where all of the record has defaults |
/// | `YamlNode` | anything, as it stands |
@NullMarked
package io.teleon.models.config;

import org.jspecify.annotations.NullMarked;
