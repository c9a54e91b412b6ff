/// Runs a program as `policies/SEMANTICS.md` says, looking again only at what may have changed.
///
/// - Input: a [io.teleon.policies.program.Program], then batches of [io.teleon.policies.host.Input]
///   with the time of each, and a host that answers what only it knows.
/// - Output: one [io.teleon.policies.host.Epoch] for each batch, with the time at which the engine
///   wants to be asked next if nothing happens.
/// - Invariants: no clock, no thread, no chance of its own; the same inputs at the same times give
///   the same outputs, byte for byte; what an epoch gives does not depend on what was looked at
///   again for it ([io.teleon.policies.engine.Evaluation]); an error in a program ends the task it
///   happened in and no other; everything that is remembered has a bound.
///
/// ## Sources and readers
///
/// A `Source` can be read: a fact, a domain, the events of a name, how an action goes. A `Reader`
/// is an answer that is kept: a predicate with its arguments (`Answers`), a temporal cell, which
/// assignments a task declaration has (`TaskPlan`) and what it says of each (`TaskSeed`), what a
/// task decides (`TaskState`), an effect, what the gates say of an action. While an answer is made,
/// `Watching` notes what is read; afterwards the reader watches that (`Watch`) and is woken when it
/// changes. Many readers are sources themselves: who asked for a predicate or a cell hears of it
/// only when its answer has changed. What time alone changes is noted as well (`Timers`), and what
/// changes all the time, such as an age, wakes its readers with every epoch. Conditions are
/// answered by `Evaluator`, with `Assignments` and `Counting` for what is about many, and `Series`
/// for what is about time.
///
/// An answer watches what it rests on, which is less than what was read for it: `a and b` with b
/// false rests on b alone, and `loss < 1%` on which side of 1 % the loss is. So most news wakes
/// nobody. Whoever is woken answers anew and not from the difference, so a condition has one
/// meaning and not two. Being woken in vain costs time; not being woken would be an error, which
/// random programs look for by holding the engine against its full scan and against the reference
/// interpreter.
///
/// There is no switch to a full scan for when most has changed (see `Evaluation`).
///
/// ## An epoch
///
/// [io.teleon.policies.engine.PolicyEngine] takes these through it, each in the order that the
/// meaning gives and not in the order of waking:
///
/// 1. `Facts` takes in beliefs and inputs and lets go of what has expired; that wakes readers.
/// 2. `Answers` makes predicates again, in the order of their strata (`Strata`), so that none asks
///    one that still waits; those that ask one another are one group and one answer.
/// 3. `TemporalCells` steps the cells whose condition may have changed or whose time has come
///    (`Spans`). An operator comes after those inside of it, with predicates made again in between.
/// 4. `Tasks` lets tasks come and go, then `FrameTree` decides those that were woken, from the root
///    down; `Scan` decides one frame, and a `Book` keeps what the rules of a frame remember until
///    `LedgerSweep` forgets it; `Sequences` goes from step to step, `ActionCalls` says what a call
///    asks for. A decision changes what the next one begins with; where it did, it also reads what
///    that will read (`Scan.foresee`), is made again in the next epoch, and asks for that at once
///    if it would come out otherwise.
/// 5. `Instances` brings what is in force to what is wanted, for those instances about which
///    something has changed or that wait (`Attention`): `InstanceTable` has them, `Wishes` says
///    whose wish counts, `Reports` takes what the host tells, `Failures` what follows from that,
///    `Handovers` what takes the place of what, `Gates` and `Resources` what may start, `Starts`
///    starts it. `Glances` tells the tasks that look at how an action goes.
///
/// ## What is remembered
///
/// A [io.teleon.policies.engine.Snapshot] has what the meaning needs: facts, cells, ledgers, tasks
/// with their frames, instances. Who watches what, kept answers, timers, and what waits to be
/// looked at again are transient: they follow from the rest. A restored engine looks at everything
/// in its first epoch, so nothing is missed for not being watched. It may rest the same answer on
/// something else, and counts anew how many epochs in a row have asked for another; so it may ask
/// to be stepped when there turns out to be nothing to do, but never after there was.
/// [io.teleon.policies.engine.CarryOver] takes a snapshot over to another program, and a reloaded
/// engine begins in the same way.
@NullMarked
package io.teleon.policies.engine;

import org.jspecify.annotations.NullMarked;
