package io.teleon.policies.engine;

/// How much an engine holds in memory, and how much it has looked at since it began: what is over
/// leaves nothing behind, and what does not matter is not looked at.
///
/// @param answers how many answers were made: of predicates, cells, tasks, effects, gates
/// @param looks how often an instance was looked at
/// @param watches how many pairs of a reader and what it reads
/// @param timers how many times to come
/// @param kept how many answers of predicates are kept
/// @param facts how many facts, lists of rows and events
/// @param cells how many temporal cells
/// @param seeds how many assignments of task declarations
/// @param ledgers how many rules of frames something is remembered of
record Footprint(
        long answers,
        long looks,
        int watches,
        int timers,
        int kept,
        int facts,
        int cells,
        int seeds,
        int ledgers) {}
