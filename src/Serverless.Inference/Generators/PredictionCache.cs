using System.Collections.Concurrent;
using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Inference.Generators;

/// <summary>Caches predictions for architectures, so that each is predicted once. Safe to share between threads.</summary>
/// <remarks>
/// Kernels for a few rows round differently from those for many. So models always predict whole groups of rows, and the prediction for an
/// architecture does not depend on earlier calls.
/// </remarks>
/// <param name="most">The maximum number of architectures to cache; predictions for more are not cached.</param>
sealed class PredictionCache(int most = PredictionCache.Most)
{
    /// <summary>The default, the size of NAS-Bench-201: three megabytes.</summary>
    public const int Most = 16_384;

    /// <summary>The number of rows that models predict is a multiple of this.</summary>
    public const int Group = 8;

    readonly ConcurrentDictionary<Architecture, PredictedMetric> _known = new();

    /// <summary>Returns the predictions for architectures, from the cache or computed now.</summary>
    /// <param name="canonical">The architectures, in canonical form.</param>
    /// <param name="predict">Computes the predictions for architectures that are not cached, at least one.</param>
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
