package io.bloomery.model.kernel;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that do parts of the same work at the same time; the caller is one of them.
 *
 * <p>Each member takes its own part first, so that the part's rows stay in that core's cache, and then any that nobody has
 * begun: where the machine has other work as well, the caller does it all rather than wait for a member that has no core.
 * Work in a training step comes in pieces of some hundred microseconds, so who has nothing to do looks for work for a while
 * before it sleeps. Threads end when the team is no longer reachable. Serves one caller at a time.
 */
final class Team {

    /** A part of the work, one of as many as there are members, and the member that does it. */
    @FunctionalInterface
    interface Part {
        void run(int part, int member);
    }

    private static final Cleaner CLEANER = Cleaner.create();

    private final Rounds rounds;

    /** A team of this many members, the caller included. */
    Team(int members) {
        if (members < 1) {
            throw new IllegalArgumentException("a team must have at least one member but has " + members);
        }
        rounds = new Rounds(members);
        rounds.start();
        CLEANER.register(this, rounds::end);
    }

    /** Number of members. */
    int members() {
        return rounds.members;
    }

    /** Has all parts run, each by one member, and waits for them; a part's exception becomes the caller's. */
    void run(Part part) {
        if (rounds.members == 1) {
            part.run(0, 0);
        } else {
            rounds.run(part);
        }
    }

    /** Has the members run a range of indices in parts of about the same size, whose limits are multiples of a step. */
    void range(int size, int step, Range range) {
        int steps = (size + step - 1) / step;
        run((part, member) -> {
            int from = (int) ((long) steps * part / members()) * step;
            int to = Math.min(size, (int) ((long) steps * (part + 1) / members()) * step);
            if (from < to) {
                range.run(member, from, to);
            }
        });
    }

    /** A part of a range of indices, and the member that does it. */
    @FunctionalInterface
    interface Range {
        void run(int member, int from, int to);
    }

    /** What the threads share; knows nothing of the team, so that they do not keep it reachable. */
    private static final class Rounds {

        private static final Part NOTHING = (part, member) -> {};

        /** About 50 microseconds. */
        private static final int LOOKS = 2000;

        private final int members;
        private final List<Helper> helpers = new ArrayList<>();
        private final AtomicIntegerArray begun; // the last round in which each part was begun
        private final AtomicInteger unfinished = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private Part work = NOTHING;
        private volatile int round;
        private volatile Thread sleepingCaller;
        private volatile boolean ended;

        Rounds(int members) {
            this.members = members;
            begun = new AtomicIntegerArray(members);
        }

        void start() {
            for (int member = 1; member < members; member++) {
                helpers.add(new Helper(this, member));
            }
            helpers.forEach(Thread::start);
        }

        void end() {
            ended = true;
            helpers.forEach(LockSupport::unpark);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one caller at a time
        void run(Part next) {
            work = next;
            unfinished.set(members);
            round++;
            helpers.forEach(Helper::wake);
            take(0, round);
            awaitOthers();
            work = NOTHING;
            Throwable thrown = failure.getAndSet(null);
            if (thrown != null) {
                throw new IllegalStateException("a part of the work failed", thrown);
            }
        }

        /** Runs the parts that nobody has begun in this round, which is not over as long as there is one. */
        private void take(int member, int current) {
            for (int i = 0; i < members; i++) {
                int part = (member + i) % members;
                if (begun.get(part) != current && begun.compareAndSet(part, current - 1, current)) {
                    run(part, member);
                }
            }
        }

        private void run(int part, int member) {
            try {
                work.run(part, member);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                if (unfinished.decrementAndGet() == 0 && member != 0) {
                    LockSupport.unpark(sleepingCaller); // null, mostly: it still looks
                }
            }
        }

        private void awaitOthers() {
            for (int looks = 0; unfinished.get() > 0 && looks < LOOKS; looks++) {
                Thread.onSpinWait();
            }
            if (unfinished.get() > 0) {
                sleepingCaller = Thread.currentThread();
                while (unfinished.get() > 0) {
                    LockSupport.park(this);
                }
                sleepingCaller = null;
            }
        }
    }

    /** A thread that waits for rounds. */
    private static final class Helper extends Thread {

        private final Rounds rounds;
        private final int member;
        private volatile boolean asleep;

        Helper(Rounds rounds, int member) {
            super("bloomery-kernel-" + member);
            setDaemon(true);
            this.rounds = rounds;
            this.member = member;
        }

        @Override
        public void run() {
            int done = 0;
            while (!rounds.ended) {
                await(done);
                done = rounds.round;
                rounds.take(member, done);
            }
        }

        private void await(int done) {
            for (int looks = 0; rounds.round == done && !rounds.ended && looks < Rounds.LOOKS; looks++) {
                Thread.onSpinWait();
            }
            if (rounds.round == done) {
                asleep = true;
                while (rounds.round == done && !rounds.ended) {
                    LockSupport.park(rounds);
                }
                asleep = false;
            }
        }

        /** Costs nothing while the thread is awake. */
        private void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }
    }
}
