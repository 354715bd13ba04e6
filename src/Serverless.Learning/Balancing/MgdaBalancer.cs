namespace Serverless.Learning.Balancing;

/// <summary>Chooses the shortest weighted mean of the gradients, along which no loss rises (Désidéri 2012; Sener, Koltun 2018).</summary>
/// <remarks>
/// Gradients are normalised first. A mean of length 0 means that no direction reduces all losses; the same holds if one gradient is zero,
/// whose weight is then 1.
/// </remarks>
sealed class MgdaBalancer(int count, GradientNormalisation normalisation) : IBalancer
{
    public string Name => Balancers.Mgda;

    public bool NeedsProducts => true;

    public double[] Memory
    {
        get => [];
        set => MemoryLength.Check(value, 0, Name);
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, count);
        var products = step.Products!; // asked for
        var factors = NormalisationFactors.Of(normalisation, products, step.Losses);
        var solution = MinimumNorm.Solve(products.Scaled(factors));
        return [.. solution.Weights.Select((weight, place) => weight * factors[place])];
    }
}
