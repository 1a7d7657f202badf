package dev.tablecast.functions.post;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes every post, and answers every probe and close, unless a test says otherwise. Where it was
 * given several answers, the last one stays.
 */
class FakeApi implements ConnectionsApi {
    static final Answer TAKEN = status(200);
    static final Answer CLOSED = status(204);
    static final Answer GONE = status(410);
    static final Answer BUSY = status(429);
    static final Answer REFUSED = status(403);

    private final Map<String, Deque<Answer>> posts = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> closes = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> probes = new ConcurrentHashMap<>();
    private final Map<String, List<String>> received = new ConcurrentHashMap<>();
    final List<String> closed = new CopyOnWriteArrayList<>();

    static Answer status(int code) {
        return new Answer.Status(code, "");
    }

    FakeApi answers(String connectionId, Answer... answers) {
        posts.put(connectionId, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    FakeApi answersToClose(String connectionId, Answer... answers) {
        closes.put(connectionId, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    FakeApi answersToProbe(String connectionId, Answer... answers) {
        probes.put(connectionId, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    List<String> received(String connectionId) {
        return received.getOrDefault(connectionId, List.of());
    }

    @Override
    public Answer post(String connectionId, String text) {
        Answer answer = next(posts, connectionId, TAKEN);
        if (answer.equals(TAKEN)) {
            received.computeIfAbsent(connectionId, id -> new CopyOnWriteArrayList<>()).add(text);
        }
        return answer;
    }

    @Override
    public Answer delete(String connectionId) {
        Answer answer = next(closes, connectionId, CLOSED);
        if (CloseMeaning.of(answer) == CloseMeaning.CLOSED) {
            closed.add(connectionId);
        }
        return answer;
    }

    @Override
    public Answer get(String connectionId) {
        return next(probes, connectionId, TAKEN);
    }

    /** One connection is served by one thread at a time. */
    private static Answer next(
            Map<String, Deque<Answer>> planned, String connectionId, Answer otherwise) {
        Deque<Answer> answers = planned.get(connectionId);
        if (answers == null) {
            return otherwise;
        }
        return answers.size() > 1 ? answers.poll() : answers.peek();
    }
}
