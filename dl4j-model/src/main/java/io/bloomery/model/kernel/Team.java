package io.bloomery.model.kernel;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that do parts of the same work at the same time; the caller is one of them.
 *
 * <p>Work in a training step comes in pieces of some hundred microseconds, so a member that has nothing to do looks for work
 * for a while before it sleeps. Threads end when the team is no longer reachable. Serves one caller at a time.
 */
final class Team {

    /** A part of the work, for the member with this number. */
    @FunctionalInterface
    interface Part {
        void run(int member);
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

    /** Has each member run its part and waits for all; a part's exception becomes the caller's. */
    void run(Part part) {
        if (rounds.members == 1) {
            part.run(0);
        } else {
            rounds.run(part);
        }
    }

    /** Has the members run a range of indices in parts of about the same size, whose limits are multiples of a step. */
    void range(int size, int step, Range range) {
        int steps = (size + step - 1) / step;
        run(member -> {
            int from = (int) ((long) steps * member / members()) * step;
            int to = Math.min(size, (int) ((long) steps * (member + 1) / members()) * step);
            if (from < to) {
                range.run(member, from, to);
            }
        });
    }

    /** A part of a range of indices. */
    @FunctionalInterface
    interface Range {
        void run(int member, int from, int to);
    }

    /** What the threads share; knows nothing of the team, so that they do not keep it reachable. */
    private static final class Rounds {

        /** About 50 microseconds. */
        private static final int LOOKS = 2000;

        private final int members;
        private final List<Thread> helpers = new ArrayList<>();
        private final AtomicInteger working = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private Part part = member -> {};
        private volatile int round;
        private volatile boolean ended;

        Rounds(int members) {
            this.members = members;
        }

        void start() {
            for (int member = 1; member < members; member++) {
                int number = member;
                Thread thread = new Thread(() -> help(number), "bloomery-kernel-" + member);
                thread.setDaemon(true);
                thread.start();
                helpers.add(thread);
            }
        }

        void end() {
            ended = true;
            helpers.forEach(LockSupport::unpark);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one caller at a time
        void run(Part next) {
            part = next;
            working.set(members - 1);
            round++;
            helpers.forEach(LockSupport::unpark);
            try {
                next.run(0);
            } finally {
                for (int looks = 0; working.get() > 0; looks++) {
                    pause(looks);
                }
                part = member -> {};
            }
            Throwable thrown = failure.getAndSet(null);
            if (thrown != null) {
                throw new IllegalStateException("a part of the work failed", thrown);
            }
        }

        private void help(int member) {
            int done = 0;
            while (!ended) {
                for (int looks = 0; round == done && !ended; looks++) {
                    if (looks < LOOKS) {
                        Thread.onSpinWait();
                    } else {
                        LockSupport.park(this);
                    }
                }
                if (!ended) {
                    done++;
                    work(member);
                }
            }
        }

        private void work(int member) {
            try {
                part.run(member);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                working.decrementAndGet();
            }
        }

        @SuppressWarnings("ThreadPriorityCheck") // where there are fewer cores than members, the other one must run
        private static void pause(int looks) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
