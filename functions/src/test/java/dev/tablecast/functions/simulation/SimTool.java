package dev.tablecast.functions.simulation;

/** Temporary. */
final class SimTool {
    public static void main(String[] args) throws Exception {
        Thread.ofVirtual().start(() -> go(args)).join();
    }

    static void go(String[] args) {
        long from = Long.parseLong(args[0]);
        long to = Long.parseLong(args[1]);
        var sabotage = args.length > 2 ? Sabotage.valueOf(args[2]) : Sabotage.NONE;
        long start = System.nanoTime();
        int bad = 0;
        for (long seed = from; seed < to; seed++) {
            var v = Simulation.run(seed, sabotage);
            if (!v.isEmpty()) {
                System.out.println(seed + " " + v);
                if (++bad > 8) break;
            }
        }
        System.out.printf("%.1f s%n", (System.nanoTime() - start) / 1e9);
    }
}
