package dev.atlas.webhooks.benchmarks.filters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.GenericMachine;

/** Amazon's event-ruler as it comes, one machine per workspace. */
record RulerEngine(List<GenericMachine<Integer>> machines) implements Engine {

    static RulerEngine load(List<List<CrmRule>> workspaces, Deadline deadline) {
        List<GenericMachine<Integer>> machines = new ArrayList<>();
        try {
            for (List<CrmRule> rules : workspaces) {
                GenericMachine<Integer> machine =
                        GenericMachine.<Integer>builder().build();
                for (int i = 0; i < rules.size(); i++) {
                    deadline.check();
                    machine.addRule(i, rules.get(i).ruler());
                }
                machines.add(machine);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RulerEngine(machines);
    }

    @Override
    public int route(int workspace, byte[] event) {
        return matched(workspace, event).size();
    }

    @Override
    public List<Integer> matched(int workspace, byte[] event) {
        try {
            return machines.get(workspace).rulesForJSONEvent(new String(event, StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException("event-ruler refused an event", e);
        }
    }
}
