using Serverless.Core.Objectives;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Core.Generators;

/// <summary>
/// Queries a generator: draws architectures, predicts their quality and cost on the device, and chooses. The same question gets the same answer.
/// </summary>
/// <remarks>
/// Architectures are drawn in two rounds. The first spreads the conditions evenly, once without and once with noise; the second draws, with noise,
/// near the conditions of the best of the first round, so that a limit between two budgets, or a part of the front, gets enough draws. The predictors
/// evaluate all distinct architectures whose output depends on their input.
/// </remarks>
public static class GeneratorAnswers
{
    const int FewestDraws = 120;
    const int MostDraws = 600;
    const int DrawsPerArchitecture = 20;

    // Number of conditions of the first round near which the second round draws.
    const int Kept = 16;

    /// <param name="model">The generator.</param>
    /// <param name="space">The space of its architectures.</param>
    /// <param name="question">The question.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1 or too large.</exception>
    public static GeneratedSet Ask(IGeneratorModel model, SearchSpace space, GeneratorQuestion question)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(question.Count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(question.Count, GeneratorQuestion.MostArchitectures);
        var draws = question.Draws ?? Math.Clamp(question.Count * DrawsPerArchitecture, FewestDraws, MostDraws);
        var random = RandomStream.For(question.Seed, 0, 0);
        var found = new Found(model, space, question.Device);

        var first = Math.Max(1, draws / 2);
        var places = GeneratorDraws.Spread(first);
        found.Add(places, GeneratorDraws.Gumbel(first, (first + 1) / 2, space.OneHotLength, random));
        if (draws > first)
        {
            double[] best = [.. Choose(found, question with { Count = Kept }).Select(place => found.Places[place])];
            var near = GeneratorDraws.Near(best.Length > 0 ? best : places, draws - first, 2.0 / first, random);
            found.Add(near, GeneratorDraws.Gumbel(draws - first, greedy: 0, space.OneHotLength, random));
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

    static int[] Choose(Found found, GeneratorQuestion question) => question.Limit is { } limit
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

    // Chooses members spread evenly along the front; if it has too few, members of the next fronts are added.
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

    /// <summary>The distinct architectures drawn, with the predictions for each.</summary>
    sealed class Found(IGeneratorModel model, SearchSpace space, DeviceEmbedding device)
    {
        readonly HashSet<Architecture> _known = [];
        readonly ArchitectureEncoder _encoder = ArchitectureEncoders.For(space, model.Metadata.Space, model.Metadata.Shape);

        public List<Architecture> Architectures { get; } = [];

        public List<PredictedMetric> Quality { get; } = [];

        public List<PredictedMetric> Cost { get; } = [];

        /// <value>For each architecture, the position of the condition that first gave it.</value>
        public List<double> Places { get; } = [];

        public Objective Objective { get; } = model.Metadata.Quality;

        public void Add(double[] places, float[] noise)
        {
            var choices = model.Generate(GeneratorDraws.Conditions(places, model.Metadata.Conditions), device, noise);
            var decisions = space.Dimensions.Count;
            var (added, from) = (new List<Architecture>(), new List<double>());
            for (var row = 0; row < places.Length; row++)
            {
                var architecture = space.Canonicalise(space.Create(choices.AsSpan(row * decisions, decisions)));
                if (_known.Add(architecture) && _encoder.IsConnected(architecture))
                {
                    added.Add(architecture);
                    from.Add(places[row]);
                }
            }

            if (added.Count == 0)
            {
                return;
            }

            var (quality, cost) = (model.PredictQuality(added), model.PredictCost(added, device));
            for (var place = 0; place < added.Count; place++)
            {
                // Architectures for which a predictor gives no finite value are left out.
                if (double.IsFinite(quality[place].Mean) && double.IsFinite(cost[place].Mean))
                {
                    Architectures.Add(added[place]);
                    Quality.Add(quality[place]);
                    Cost.Add(cost[place]);
                    Places.Add(from[place]);
                }
            }
        }
    }
}
