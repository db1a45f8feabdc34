package dev.atlas.webhooks.acceptance;

class Jetty12Test extends ContainerScenario {
    @Override
    Container start(Surroundings surroundings) throws Exception {
        return Jetty.start(surroundings);
    }
}
