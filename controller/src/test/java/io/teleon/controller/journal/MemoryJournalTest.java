package io.teleon.controller.journal;

class MemoryJournalTest extends JournalContract {

    @Override
    protected Journal create() {
        return new MemoryJournal();
    }

    @Override
    protected Journal createSmall(int auditCapacity) {
        return new MemoryJournal(auditCapacity);
    }

    @Override
    protected Journal restarted(Journal journal) {
        journal.close();
        return journal;
    }
}
