using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>What the reward and the policy learn from: architectures with their quality, and with their costs on known devices.</summary>
/// <param name="Space">The architectures' space.</param>
/// <param name="Architectures">n, canonical.</param>
/// <param name="Qualities">n, better when greater; measured or predicted.</param>
/// <param name="Devices">At least one.</param>
sealed record BudgetMaterial(SearchSpace Space, IReadOnlyList<Architecture> Architectures, double[] Qualities, IReadOnlyList<BudgetDevice> Devices)
{
    /// <summary>How many budgets are trained.</summary>
    public const int Budgets = 12;

    /// <summary>Puts together what was measured, and for the rest what was predicted.</summary>
    /// <param name="material">What is known.</param>
    /// <param name="pool">The architectures.</param>
    /// <param name="predicted">Their quality, better when smaller.</param>
    /// <param name="cost">Predicts.</param>
    public static BudgetMaterial Of(GeneratorMaterial material, BudgetPool pool, double[] predicted, ICostPredictor cost)
    {
        var set = material.Quality;
        var known = Enumerable.Range(0, set.Count).Where(index => double.IsFinite(set.ValuesOf(index)[0]))
            .GroupBy(index => set.Architectures[index]).ToDictionary(group => group.Key, group => set.Targets[0].Minimised(group.Average(index => set.ValuesOf(index)[0])));
        double[] qualities = [.. pool.Architectures.Select((one, place) => -(known.TryGetValue(one, out var value) ? value : predicted[place]))];
        var worst = qualities.Where((_, place) => pool.IsConnected[place]).Min();
        for (var place = 0; place < qualities.Length; place++)
        {
            // What a predictor says of a constant answer means nothing.
            qualities[place] = pool.IsConnected[place] ? qualities[place] : Math.Min(qualities[place], worst);
        }

        return new(set.Space, pool.Architectures, qualities, [.. material.Devices.Select(device => BudgetDevice.Of(device, material.References, pool, cost))]);
    }

    /// <summary>n × one-hot length, row-major.</summary>
    public float[] OneHot()
    {
        var length = Space.OneHotLength;
        var codes = new float[Architectures.Count * length];
        for (var place = 0; place < Architectures.Count; place++)
        {
            Space.EncodeOneHot(Architectures[place], codes.AsSpan(place * length, length));
        }

        return codes;
    }
}

/// <summary>A known device.</summary>
/// <param name="Coordinates">Of its embedding.</param>
/// <param name="Costs">Of the material's architectures, on the embedding's scale.</param>
/// <param name="Budgets">Ascending, on the embedding's scale.</param>
sealed record BudgetDevice(float[] Coordinates, double[] Costs, double[] Budgets)
{
    /// <summary>Takes what was measured, and predicts the rest; the budgets are quantiles of what is predicted of the architectures that were drawn.</summary>
    public static BudgetDevice Of(KnownDevice device, IReadOnlyList<Architecture> references, BudgetPool pool, ICostPredictor cost)
    {
        var embedding = DeviceEmbedding.Of(device.ReferenceValues);
        var measured = device.Architectures.Concat(references).Zip(device.Values.Concat(device.ReferenceValues))
            .GroupBy(pair => pair.First).ToDictionary(group => group.Key, group => embedding.Normalise(group.Average(pair => pair.Second)));
        var predicted = cost.Predict(pool.Architectures, embedding);
        return new(
            embedding.Coordinates.ToArray(),
            [.. pool.Architectures.Select((one, place) => measured.TryGetValue(one, out var value) ? value : predicted[place])],
            BudgetsOf([.. pool.Drawn.Where(place => pool.IsConnected[place]).Select(place => predicted[place])]));
    }

    // Deciles, and below them where the cheap end of a front lies.
    static readonly double[] Shares = [0.002, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <summary>Quantiles by linear interpolation between neighbours, ascending.</summary>
    public static double[] BudgetsOf(double[] costs)
    {
        double[] sorted = [.. costs.Order()];
        return [.. Shares.Select(share =>
        {
            var at = (sorted.Length - 1) * share;
            var (below, above) = ((int)at, Math.Min((int)at + 1, sorted.Length - 1));
            return sorted[below] + ((sorted[above] - sorted[below]) * (at - below));
        })];
    }
}
