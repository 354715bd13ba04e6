using Serverless.MultiObjective.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// Fits the reward to pairs of architectures, by the logistic loss of which is better under a budget that is drawn for each device and step.
/// </summary>
/// <remarks>
/// A third of a batch is drawn from all architectures, a third from those within the budget, and a third from the best of these: under a small budget
/// hardly any uniformly drawn pair is within it, and the reward would learn only that cheap is good.
/// </remarks>
/// <param name="material">The training data.</param>
/// <param name="device">The device to compute on.</param>
sealed class RankerTraining(BudgetMaterial material, Device device)
{
    public const string Stage = "reward";
    const int Batch = 48;
    const double Rate = 3e-3;

    const int Parts = 3;
    const int BestShare = 16;

    readonly int _devices = material.Devices.Count;

    // For each device and budget, the indices of the architectures within it, the best first.
    readonly int[][][] _within = WithinBudgets(material);

    /// <param name="options">The options, of which the seed is used.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="checkpoints">The checkpoints to resume from and to write.</param>
    /// <param name="progress">Called from time to time.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
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

    /// <summary>Returns the mean of log(1 + exp(−y (s_i − s_j))) over pairs with a label y of ±1.</summary>
    /// <param name="scores">The scores, g × b.</param>
    /// <param name="labels">The labels, g × b × b; 0 for pairs that are ignored.</param>
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
