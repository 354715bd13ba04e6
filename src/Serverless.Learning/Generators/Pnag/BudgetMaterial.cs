using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>The training data of the reward and the policy: architectures with their quality, and with their costs on known devices.</summary>
/// <param name="Space">The search space of the architectures.</param>
/// <param name="Architectures">n canonical architectures.</param>
/// <param name="Qualities">n qualities, measured or predicted; higher is better.</param>
/// <param name="Devices">The known devices, at least one.</param>
sealed record BudgetMaterial(SearchSpace Space, IReadOnlyList<Architecture> Architectures, double[] Qualities, IReadOnlyList<BudgetDevice> Devices)
{
    /// <summary>The number of budgets per device.</summary>
    public const int Budgets = 12;

    /// <summary>Combines the measured values with predictions where nothing was measured.</summary>
    /// <param name="material">The measurements.</param>
    /// <param name="pool">The architectures.</param>
    /// <param name="predicted">The predicted quality of each architecture; lower is better.</param>
    /// <param name="cost">The predictor of costs.</param>
    public static BudgetMaterial Of(GeneratorMaterial material, BudgetPool pool, double[] predicted, ICostPredictor cost)
    {
        var set = material.Quality;
        var known = Enumerable.Range(0, set.Count).Where(index => double.IsFinite(set.ValuesOf(index)[0]))
            .GroupBy(index => set.Architectures[index]).ToDictionary(group => group.Key, group => set.Targets[0].Minimised(group.Average(index => set.ValuesOf(index)[0])));
        double[] qualities = [.. pool.Architectures.Select((one, place) => -(known.TryGetValue(one, out var value) ? value : predicted[place]))];
        var worst = qualities.Where((_, place) => pool.IsConnected[place]).Min();
        for (var place = 0; place < qualities.Length; place++)
        {
            // Without a path from input to output the network's output is constant, and the predicted quality means nothing.
            qualities[place] = pool.IsConnected[place] ? qualities[place] : Math.Min(qualities[place], worst);
        }

        return new(set.Space, pool.Architectures, qualities, [.. material.Devices.Select(device => BudgetDevice.Of(device, material.References, pool, cost))]);
    }

    /// <summary>Returns the one-hot codes of the architectures, n × one-hot length, row-major.</summary>
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
/// <param name="Coordinates">The coordinates of its embedding.</param>
/// <param name="Costs">The cost of each of the material's architectures, on the embedding's scale.</param>
/// <param name="Budgets">The budgets, ascending, on the embedding's scale.</param>
sealed record BudgetDevice(float[] Coordinates, double[] Costs, double[] Budgets)
{
    /// <summary>
    /// Combines measured costs with predictions of the others; the budgets are quantiles of the predicted costs of the drawn architectures.
    /// </summary>
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

    // The deciles, and two shares below them, where the cheap end of a front lies.
    static readonly double[] Shares = [0.002, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <summary>Returns quantiles, ascending, by linear interpolation between neighbours.</summary>
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
