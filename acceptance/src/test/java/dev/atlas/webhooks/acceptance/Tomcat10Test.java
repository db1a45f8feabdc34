package dev.atlas.webhooks.acceptance;

class Tomcat10Test extends TomcatScenario {
    @Override
    Container start(Surroundings surroundings) throws Exception {
        return Tomcat.start("tomcat10", surroundings);
    }
}
