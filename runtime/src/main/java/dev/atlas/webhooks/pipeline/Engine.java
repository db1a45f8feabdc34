package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this node, one for each worker, and how they wake each other. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Longest wait for attempts under way when the node stops; what is left then is given back. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final WorkerLoop routing;
    private final WorkerLoop delivering;
    private final WorkerLoop settling;
    private final WorkerLoop draining;
    private final List<WorkerLoop> others;
    private final Sender sender;
    private final InFlight inFlight;
    private final FinishedAttempts finished;

    /** The workers on the path. */
    record Path(Worker route, Worker deliver, Settler settle, Worker drain) {}

    /**
     * Does not start anything yet.
     *
     * @param others workers off the path, which look now and then
     * @param look tells them when they are needed at once
     */
    Engine(
            Path path,
            FinishedAttempts finished,
            List<Worker> others,
            LookWorker look,
            Sender sender,
            InFlight inFlight) {
        this.routing = new WorkerLoop("routing", path.route());
        this.delivering = new WorkerLoop("delivering", path.deliver());
        this.settling = new WorkerLoop("settling", path.settle());
        this.draining = new WorkerLoop("draining", path.drain());
        this.sender = sender;
        this.inFlight = inFlight;
        this.finished = finished;
        List<WorkerLoop> loops = new ArrayList<>();
        for (Worker worker : others) {
            loops.add(new WorkerLoop(worker));
        }
        loops.add(new WorkerLoop("looking", look));
        this.others = List.copyOf(loops);
        look.tells(matter -> loops().stream().filter(loop -> loop.does(matter)).forEach(WorkerLoop::wake));
        finished.wakes(settling::wake);
        path.settle().wakes(delivering::wake);
    }

    void start() {
        loops().forEach(WorkerLoop::start);
    }

    /** There is something to route. */
    void wakeRouting() {
        routing.wake();
    }

    /** What is wrong with the workers. */
    List<String> faults() {
        return loops().stream().flatMap(loop -> loop.fault().stream()).toList();
    }

    private List<WorkerLoop> loops() {
        List<WorkerLoop> all = new ArrayList<>(List.of(routing, delivering, settling, draining));
        all.addAll(others);
        return all;
    }

    /** Stops taking work, lets attempts under way finish for a while, gives the rest back, and settles everything. */
    @Override
    public void close() {
        inFlight.stop();
        finished.end();
        List<WorkerLoop> first = new ArrayList<>(loops());
        first.remove(settling);
        WorkerLoop.stop(first);
        inFlight.awaitNone(GRACE);
        sender.close();
        inFlight.awaitNone(GRACE);
        WorkerLoop.stop(List.of(settling));
        if (inFlight.count() > 0) {
            LOG.warn(
                    "{} attempts could not be settled; they are made again when their leases have ended",
                    inFlight.count());
        }
    }
}
