using Serverless.Algorithms.Options;

namespace Serverless.Bench.Fidelities;

/// <summary>What runs in a suite of problems with several trainings unless algorithms are named.</summary>
static class FidelitySuite
{
    /// <summary>Algorithms that train to the end, halvings of them, and every algorithm with fidelities of its own, which here are two.</summary>
    public static string Algorithms { get; } = string.Join(',', [
        "random",
        "nsga2",
        "gp-ehvi",
        "random:halving=3",

        // As many as a whole training is dearer than the short one of the suite's table.
        "random:halving=16:batchSize=16",
        "nsga2:halving=16:batchSize=16",
        .. AlgorithmDescription.All.Where(description => description.DecidesFidelities).Select(description => $"{description.Name}:rungs=2"),
    ]);
}
