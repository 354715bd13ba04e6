using Serverless.Core.Objectives;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>Asks a generator: draws architectures, predicts what they are worth on the device, and chooses. The same question has the same answer.</summary>
/// <remarks>
/// Draws are made in two rounds: the first spreads its conditions evenly, without noise and with; the second repeats, with noise, the conditions of the best of
/// the first. Predictors judge all that is different.
/// </remarks>
public static class GeneratorAnswers
{
    const int FewestDraws = 96;
    const int MostDraws = 512;
    const int DrawsPerArchitecture = 8;

    // How many of the first round's conditions are repeated.
    const int Repeated = 16;

    /// <param name="model">The generator.</param>
    /// <param name="space">Of its architectures.</param>
    /// <param name="question">What is asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is none, or too large.</exception>
    public static GeneratedSet Ask(IGeneratorModel model, SearchSpace space, GeneratorQuestion question)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(question.Count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(question.Count, GeneratorQuestion.MostArchitectures);
        var draws = question.Draws ?? Math.Clamp(question.Count * DrawsPerArchitecture, FewestDraws, MostDraws);
        var (width, random) = (model.Metadata.Conditions, RandomStream.For(question.Seed, 0, 0));
        var found = new Found(model, space, question.Device);

        var first = Math.Max(1, draws / 2);
        var conditions = Interleaved(GeneratorDraws.Spread((first + 1) / 2, width), first, width);
        found.Add(conditions, GeneratorDraws.Gumbel(first, (first + 1) / 2, space.OneHotLength, random));
        if (draws > first)
        {
            int[] best = [.. Choose(found, question with { Count = Repeated }).Select(place => found.Conditions[place])];
            float[] again = [.. Enumerable.Range(0, draws - first).SelectMany(row =>
                conditions.AsSpan((best.Length > 0 ? best[row % best.Length] : row % first) * width, width).ToArray())];
            found.Add(again, GeneratorDraws.Gumbel(draws - first, greedy: 0, space.OneHotLength, random));
        }

        var chosen = Choose(found, question);
        return new GeneratedSet(
            [.. chosen.Select(place => found.Architectures[place])],
            [.. chosen.Select(place => found.Quality[place])],
            [.. chosen.Select(place => found.Cost[place])],
            draws,
            found.Architectures.Count,
            found.Cost.Count == 0 ? double.NaN : found.Cost.Min(cost => cost.Mean));
    }

    // The same conditions for the rows without noise and for those with.
    static float[] Interleaved(float[] spread, int count, int width) =>
        [.. Enumerable.Range(0, count).SelectMany(row => spread.AsSpan(row % (spread.Length / width) * width, width).ToArray())];

    static IReadOnlyList<int> Choose(Found found, GeneratorQuestion question) => question.Limit is { } limit
        ? BestWithin(found, limit, question.Count)
        : Front(found, question.Count);

    static int[] BestWithin(Found found, double limit, int count) =>
    [
        .. Enumerable.Range(0, found.Architectures.Count)
            .Where(place => found.Cost[place].Mean <= limit)
            .OrderBy(place => found.Objective.Minimised(found.Quality[place].Mean))
            .ThenBy(place => found.Cost[place].Mean)
            .Take(count),
    ];

    // Of the front so many that lie evenly along it; where it has fewer, the next fronts follow.
    static int[] Front(Found found, int count)
    {
        var points = new double[found.Architectures.Count * 2];
        for (var place = 0; place < found.Architectures.Count; place++)
        {
            (points[place * 2], points[(place * 2) + 1]) = (found.Objective.Minimised(found.Quality[place].Mean), found.Cost[place].Mean);
        }

        var ranks = new int[found.Architectures.Count];
        NondominatedSort.Ranks(points, 2, ranks);
        var chosen = new List<int>();
        foreach (var front in Enumerable.Range(0, ranks.Length).GroupBy(place => ranks[place]).OrderBy(group => group.Key))
        {
            int[] members = [.. front.OrderBy(place => found.Cost[place].Mean)];
            var wanted = Math.Min(count - chosen.Count, members.Length);
            chosen.AddRange(Enumerable.Range(0, wanted).Select(place =>
                members[wanted == 1 ? members.Length / 2 : (int)Math.Round((double)place * (members.Length - 1) / (wanted - 1))]));
            if (chosen.Count == count)
            {
                break;
            }
        }

        return [.. chosen.OrderBy(place => found.Cost[place].Mean)];
    }

    /// <summary>The different architectures that were drawn, with what is predicted of each.</summary>
    sealed class Found(IGeneratorModel model, SearchSpace space, DeviceEmbedding device)
    {
        readonly HashSet<Architecture> _known = [];

        public List<Architecture> Architectures { get; } = [];

        public List<PredictedMetric> Quality { get; } = [];

        public List<PredictedMetric> Cost { get; } = [];

        /// <value>The place of the condition that first gave each.</value>
        public List<int> Conditions { get; } = [];

        public Objective Objective { get; } = model.Metadata.Quality;

        public void Add(float[] conditions, float[] noise)
        {
            var choices = model.Generate(conditions, device, noise);
            var decisions = space.Dimensions.Count;
            var (added, places) = (new List<Architecture>(), new List<int>());
            for (var row = 0; row < choices.Length / decisions; row++)
            {
                var architecture = space.Canonicalise(space.Create(choices.AsSpan(row * decisions, decisions)));
                if (_known.Add(architecture))
                {
                    added.Add(architecture);
                    places.Add(row);
                }
            }

            if (added.Count == 0)
            {
                return;
            }

            var (quality, cost) = (model.PredictQuality(added), model.PredictCost(added, device));
            for (var place = 0; place < added.Count; place++)
            {
                // What a predictor makes nothing of is answered to nobody.
                if (double.IsFinite(quality[place].Mean) && double.IsFinite(cost[place].Mean))
                {
                    Architectures.Add(added[place]);
                    Quality.Add(quality[place]);
                    Cost.Add(cost[place]);
                    Conditions.Add(places[place]);
                }
            }
        }
    }
}
