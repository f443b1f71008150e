package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.generate.Continuation.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Continues texts token by token, several at a time, until each ends or has grown by as much as was asked for.
 *
 * <p>A text is the same whatever others are continued beside it. Where it outgrows what the model sees at once, the model goes
 * on from the newer half of that.
 */
public final class Generator {

    private final Decoder decoder;
    private final List<ScoreRule> rules;
    private final Sampler sampler;
    private final int contextLength;
    private final int endOfText;

    /**
     * A generator over one model.
     *
     * @param contextLength how many tokens the model sees at most
     * @param endOfText the token that ends a text
     */
    public Generator(Decoder decoder, SamplingConfig sampling, int contextLength, int endOfText) {
        this.decoder = requireNonNull(decoder, "decoder");
        this.rules = sampling.rules();
        this.sampler = sampling.sampler();
        if (contextLength < 1) {
            throw new IllegalArgumentException("contextLength must be positive but is " + contextLength);
        }
        this.contextLength = contextLength;
        this.endOfText = endOfText;
    }

    /**
     * What comes after each prompt.
     *
     * @param prompts each of at least one token; {@code endOfText} alone begins a new text
     * @param maxTokens largest number of tokens to add to each
     * @param seed of every text: two equal prompts have equal continuations
     */
    public List<Continuation> continuations(List<int[]> prompts, int maxTokens, long seed, TokenReader reader) {
        List<Growing> texts = IntStream.range(0, prompts.size())
                .mapToObj(number -> new Growing(number, prompts.get(number), seed))
                .toList();
        List<Growing> going = maxTokens > 0 ? texts : List.of();
        for (Growing text : going) {
            begin(text, text.tokens.newest(contextLength), maxTokens);
        }
        while (!going.isEmpty()) {
            going.forEach(text -> choose(text, maxTokens, reader));
            going = going.stream().filter(text -> text.end.isEmpty()).toList();
            advance(going, maxTokens);
        }
        return texts.stream().map(Growing::continuation).toList();
    }

    private void begin(Growing text, int[] visible, int more) {
        text.logits = decoder.begin(text.number, visible, Math.min(more, contextLength - visible.length));
        text.visible = visible.length;
    }

    private void choose(Growing text, int maxTokens, TokenReader reader) {
        rules.forEach(rule -> rule.apply(text.logits, text.tokens));
        int next = sampler.choose(text.logits, text.random);
        if (next == endOfText) {
            text.end = Optional.of(End.END_OF_TEXT);
            return;
        }
        text.tokens.add(next);
        if (!reader.read(text.number, next)) {
            text.end = Optional.of(End.STOPPED);
        } else if (text.tokens.length() - text.prompt == maxTokens) {
            text.end = Optional.of(End.LENGTH);
        }
    }

    private void advance(List<Growing> going, int maxTokens) {
        List<Growing> fitting = new ArrayList<>();
        for (Growing text : going) {
            if (text.visible < contextLength) {
                fitting.add(text);
            } else {
                int added = text.tokens.length() - text.prompt;
                begin(text, text.tokens.newest((contextLength + 1) / 2), maxTokens - added);
            }
        }
        if (fitting.isEmpty()) {
            return;
        }
        float[][] logits = decoder.next(
                fitting.stream().mapToInt(text -> text.number).toArray(),
                fitting.stream()
                        .mapToInt(text -> text.tokens.at(text.tokens.length() - 1))
                        .toArray());
        for (int i = 0; i < logits.length; i++) {
            fitting.get(i).logits = logits[i];
            fitting.get(i).visible++;
        }
    }

    /** A text that is being continued. */
    private static final class Growing {

        private final int number;
        private final int prompt;
        private final TokenText tokens;
        private final SplittableRandom random;
        private float[] logits = {};
        private int visible;
        private Optional<End> end = Optional.empty();

        private Growing(int number, int[] prompt, long seed) {
            if (prompt.length == 0) {
                throw new IllegalArgumentException("a prompt needs at least one token");
            }
            this.number = number;
            this.prompt = prompt.length;
            this.tokens = new TokenText(prompt);
            this.random = new SplittableRandom(seed);
        }

        private Continuation continuation() {
            return new Continuation(IntStream.of(tokens.from(prompt)).boxed().toList(), end.orElse(End.LENGTH));
        }
    }
}
