package dev.atlas.webhooks.acceptance;

class Tomcat11Test extends TomcatScenario {
    @Override
    Container start(Surroundings surroundings) throws Exception {
        return Tomcat.start("tomcat11", surroundings);
    }
}
