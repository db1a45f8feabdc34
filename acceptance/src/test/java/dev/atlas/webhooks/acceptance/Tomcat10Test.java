package dev.atlas.webhooks.acceptance;

class Tomcat10Test extends ContainerScenario {
    @Override
    Container start(Surroundings surroundings) throws Exception {
        return Tomcat.start("tomcat10", surroundings);
    }
}
