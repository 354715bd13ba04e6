using System.Collections.Concurrent;
using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Inference.Generators;

/// <summary>What was predicted of architectures, so that each is predicted once. Safe to share between threads.</summary>
/// <remarks>
/// Kernels for a few rows round otherwise than those for many: models are asked of whole groups of rows, so that what is said of an architecture does not depend on
/// what was asked before.
/// </remarks>
/// <param name="most">Architectures that are kept; of more nothing is.</param>
sealed class PredictionCache(int most = PredictionCache.Most)
{
    /// <summary>A space as large as NAS-Bench-201: three megabytes.</summary>
    public const int Most = 16_384;

    /// <summary>Rows that models are asked of are a multiple of this.</summary>
    public const int Group = 8;

    readonly ConcurrentDictionary<Architecture, PredictedMetric> _known = new();

    /// <summary>What is known of architectures, or is predicted now.</summary>
    /// <param name="canonical">In their canonical form.</param>
    /// <param name="predict">Predicts of others, at least one.</param>
    public IReadOnlyList<PredictedMetric> Of(IReadOnlyList<Architecture> canonical, Func<Architecture[], IReadOnlyList<PredictedMetric>> predict)
    {
        var answers = new PredictedMetric[canonical.Count];
        var missing = new List<int>();
        for (var place = 0; place < answers.Length; place++)
        {
            if (!_known.TryGetValue(canonical[place], out answers[place]))
            {
                missing.Add(place);
            }
        }

        if (missing.Count == 0)
        {
            return answers;
        }

        var asked = new Architecture[(missing.Count + Group - 1) / Group * Group];
        for (var row = 0; row < asked.Length; row++)
        {
            asked[row] = canonical[missing[Math.Min(row, missing.Count - 1)]];
        }

        var predicted = predict(asked);
        var room = most - _known.Count;
        foreach (var (row, place) in missing.Index())
        {
            answers[place] = predicted[row];
            if (row < room)
            {
                _known.TryAdd(canonical[place], predicted[row]);
            }
        }

        return answers;
    }
}
