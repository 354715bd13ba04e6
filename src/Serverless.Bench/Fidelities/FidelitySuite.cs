using Serverless.Algorithms.Options;

namespace Serverless.Bench.Fidelities;

/// <summary>The algorithms that run in a suite of problems with several trainings unless others are named.</summary>
static class FidelitySuite
{
    /// <summary>
    /// Algorithms that train to the end, successive halving of them, and every algorithm that chooses fidelities itself, here with two of them.
    /// </summary>
    public static string Algorithms { get; } = string.Join(',', [
        "random",
        "nsga2",
        "gp-ehvi",
        "ms-ehvi",
        "dpp-net",
        "random:halving=3",

        // The factor is how much more a whole training costs than the short one of the suite's table.
        "random:halving=16:batchSize=16",
        "nsga2:halving=16:batchSize=16",
        .. AlgorithmDescription.All.Where(description => description.DecidesFidelities).Select(description => $"{description.Name}:rungs=2"),
    ]);
}
