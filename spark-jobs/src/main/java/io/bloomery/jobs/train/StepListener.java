package io.bloomery.jobs.train;

import io.bloomery.model.layer.DecoderNetworks;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.listener.RoutingIterationListener;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Measures each step of a worker and puts it where DL4J collects what it sends back with the weights. */
final class StepListener extends BaseTrainingListener implements RoutingIterationListener {

    private static final long serialVersionUID = 1L;

    private transient StatsStorageRouter router;
    private String worker = "";
    private String session = "";

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        double gradientNorm = DecoderNetworks.gradientNorm((MultiLayerNetwork) model);
        router.putUpdate(new StepMeasurement(iteration, model.score(), gradientNorm));
    }

    @Override
    public void setStorageRouter(StatsStorageRouter router) {
        this.router = router;
    }

    @Override
    public StatsStorageRouter getStorageRouter() {
        return router;
    }

    @Override
    public void setWorkerID(String workerId) {
        worker = workerId;
    }

    @Override
    public String getWorkerID() {
        return worker;
    }

    @Override
    public void setSessionID(String sessionId) {
        session = sessionId;
    }

    @Override
    public String getSessionID() {
        return session;
    }

    /** A listener of its own for each replica of a process. */
    @Override
    @SuppressWarnings("MissingSuperCall") // nothing of the one it is copied from stays
    public RoutingIterationListener clone() {
        StepListener copy = new StepListener();
        copy.setSessionID(session);
        return copy;
    }
}
