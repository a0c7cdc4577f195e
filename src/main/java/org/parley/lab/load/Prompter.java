package org.parley.lab.load;

import java.util.List;

/** Tells a worker's clients when it is their turn to speak. Belongs to the worker's thread. */
final class Prompter implements Runnable {
    private final Worker worker;
    private final Script script;
    private final List<List<Client>> speakers;
    private int next;

    /** For each room, those who speak there by turns. */
    Prompter(Worker worker, Script script, List<List<Client>> speakers) {
        this.worker = worker;
        this.script = script;
        this.speakers = speakers;
    }

    @Override
    public void run() {
        while (next < script.load.messages()) {
            Client speaker = speaker(next);
            if (speaker.worker != worker) {
                next++;
                continue;
            }
            long wait = script.due(next) - System.nanoTime();
            if (wait > 0) {
                worker.after(wait, this);
                return;
            }
            speaker.mouth.due(next++);
        }
    }

    private Client speaker(int n) {
        List<Client> here = speakers.get(script.room(n));
        return here.get(n / speakers.size() % here.size());
    }
}
