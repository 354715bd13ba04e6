using Serverless.MultiObjective.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>Fits the reward to pairs of architectures: logistic loss of which is better under a budget drawn for each device and step.</summary>
/// <remarks>
/// A third of a batch is drawn from all architectures, a third from those within the budget, and a third from the best of these: under a small budget
/// hardly any pair of a uniform draw is within, and the reward would learn no more than that cheap is good.
/// </remarks>
/// <param name="material">What is known.</param>
/// <param name="device">Where to compute.</param>
sealed class RankerTraining(BudgetMaterial material, Device device)
{
    public const string Stage = "reward";
    const int Batch = 48;
    const double Rate = 3e-3;

    const int Parts = 3;
    const int BestShare = 16;

    readonly int _devices = material.Devices.Count;

    // By device and budget: the places of what is within, the best first.
    readonly int[][][] _within = WithinBudgets(material);

    /// <param name="options">Seed.</param>
    /// <param name="steps">How many.</param>
    /// <param name="checkpoints">Where to go on from.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    public RewardRanker Run(
        GeneratorFitOptions options, int steps, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress, CancellationToken cancellation)
    {
        var ranker = new RewardRanker(material.Space.OneHotLength, material.Devices[0].Coordinates.Length, options.Seed);
        ranker.to(device);
        using var codes = tensor(material.OneHot()).reshape(-1, material.Space.OneHotLength).to(device);
        using var coordinates = tensor(material.Devices.SelectMany(one => one.Coordinates).ToArray()).reshape(_devices, 1, -1)
            .expand(_devices, Batch, -1).reshape(_devices * Batch, -1).to(device);
        try
        {
            new CheckpointedDescent(Stage, Rate, steps).Run(
                ranker, step => Loss(ranker, codes, coordinates, RandomStream.For(options.Seed, step, GeneratorRandom.Pairs)), checkpoints, progress, cancellation);
            return ranker;
        }
        catch
        {
            ranker.Dispose();
            throw;
        }
    }

    Tensor Loss(RewardRanker ranker, Tensor codes, Tensor coordinates, RandomStream random)
    {
        var places = new long[_devices * Batch];
        var budgets = new long[_devices * Batch];
        var labels = new float[_devices * Batch * Batch];
        for (var at = 0; at < _devices; at++)
        {
            var budget = random.NextInt(BudgetMaterial.Budgets);
            var group = places.AsSpan(at * Batch, Batch);
            budgets.AsSpan(at * Batch, Batch).Fill(budget);
            Draw(group, _within[at][budget], random);

            Label(material.Devices[at], budget, group, labels.AsSpan(at * Batch * Batch, Batch * Batch));
        }

        var conditions = nn.functional.one_hot(tensor(budgets), BudgetMaterial.Budgets).to_type(float32).to(device);
        var scores = ranker.Score(codes.index_select(0, tensor(places).to(device)), conditions, coordinates).reshape(_devices, Batch);
        return PairLoss(scores, tensor(labels).reshape(_devices, Batch, Batch).to(device));
    }

    /// <summary>The mean of log(1 + exp(−y (s_i − s_j))) over pairs with a label y of ±1.</summary>
    /// <param name="scores">g × b.</param>
    /// <param name="labels">g × b × b; 0 for pairs that do not count.</param>
    public static Tensor PairLoss(Tensor scores, Tensor labels)
    {
        var gaps = scores.unsqueeze(2) - scores.unsqueeze(1);
        var counts = labels.abs();
        return ((labels * gaps).neg().softplus() * counts).sum() / counts.sum().clamp(1);
    }

    void Draw(Span<long> group, int[] within, RandomStream random)
    {
        for (var i = 0; i < group.Length; i++)
        {
            group[i] = (i % Parts) switch
            {
                1 when within.Length > 0 => within[random.NextInt(within.Length)],
                2 when within.Length > 0 => within[random.NextInt(((within.Length - 1) / BestShare) + 1)],
                _ => random.NextInt(material.Architectures.Count),
            };
        }
    }

    static int[][][] WithinBudgets(BudgetMaterial material)
    {
        int[] best = [.. Enumerable.Range(0, material.Architectures.Count).OrderByDescending(place => material.Qualities[place])];
        return [.. material.Devices.Select(known => Array.ConvertAll(known.Budgets, budget => Array.FindAll(best, place => known.Costs[place] <= budget)))];
    }

    void Label(BudgetDevice known, int budget, ReadOnlySpan<long> places, Span<float> labels)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var first = Judged(known, places[i]);
            for (var j = i + 1; j < places.Length; j++)
            {
                // Each pair once: its mirror image has the same loss.
                labels[(i * places.Length) + j] = DominanceRule.Compare(first, Judged(known, places[j]), known.Budgets[budget]);
            }
        }
    }

    JudgedArchitecture Judged(BudgetDevice known, long place) => new(material.Qualities[place], known.Costs[place]);
}
