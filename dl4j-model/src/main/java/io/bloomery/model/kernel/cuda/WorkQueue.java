package io.bloomery.model.kernel.cuda;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that waits until a card is to begin it, in its order.
 *
 * <p>Work of a shape that was there before goes to the card as one graph, which takes the card and the host a fraction of what
 * hundreds of launches do; whatever else is launched piece by piece. Serves one thread at a time.
 */
final class WorkQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);

    /** Pieces below which a graph is not worth its memory. */
    private static final int FEWEST = 8;

    /** Pieces that the host holds back at most. */
    private static final int MOST = 1 << 14;

    /** Shapes that are remembered: of steps and of their parts, with and without a gradient. */
    private static final int SHAPES = 8;

    private final Card card;
    private final Map<List<Work>, Optional<Graph>> shapes = new LinkedHashMap<>(SHAPES, 0.75f, true);
    private boolean makesGraphs;
    private List<Work> waiting = new ArrayList<>();

    /** What does the work. */
    interface Card {
        void run(Work work);

        /** Fails where this card, its driver or a library makes none. */
        Graph graph(List<Work> work);
    }

    /** Work that a card has as a whole. */
    interface Graph extends AutoCloseable {

        /**
         * Has the card do it, in its turn.
         *
         * @param work of the shape that the graph was made of
         */
        void launch(List<Work> work);

        @Override
        void close();
    }

    WorkQueue(Card card, boolean makesGraphs) {
        this.card = requireNonNull(card, "card");
        this.makesGraphs = makesGraphs;
    }

    void add(Work work) {
        waiting.add(work);
    }

    /** Whether so much waits that whoever adds to it should {@link #submit} it. */
    boolean isFull() {
        return waiting.size() >= MOST;
    }

    /** Hands over what waits. */
    void submit() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Work> work = waiting;
        waiting = new ArrayList<>();
        Optional<Graph> graph = makesGraphs && work.size() >= FEWEST ? graph(work) : Optional.empty();
        graph.ifPresentOrElse(whole -> whole.launch(work), () -> work.forEach(card::run));
    }

    /** Forgets what waits, and the graphs. */
    @Override
    public void close() {
        waiting.clear();
        shapes.values().forEach(graph -> graph.ifPresent(Graph::close));
        shapes.clear();
    }

    /** None for work that comes for the first time: the card has its code ready afterwards, and most work comes once only. */
    private Optional<Graph> graph(List<Work> work) {
        List<Work> shape = work.stream().map(Work::shape).toList();
        Optional<Graph> made = shapes.get(shape);
        if (made == null) {
            remember(shape, Optional.empty());
            return Optional.empty();
        }
        if (made.isPresent()) {
            return made;
        }
        try {
            Optional<Graph> graph = Optional.of(card.graph(work));
            remember(shape, graph);
            return graph;
        } catch (BloomeryException | UnsatisfiedLinkError e) { // of a function that an old library does not have
            makesGraphs = false;
            LOG.info("kernels are launched one by one: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void remember(List<Work> shape, Optional<Graph> graph) {
        shapes.put(shape, graph);
        if (shapes.size() > SHAPES) {
            List<Work> eldest = shapes.keySet().iterator().next();
            shapes.remove(eldest).ifPresent(Graph::close);
        }
    }
}
