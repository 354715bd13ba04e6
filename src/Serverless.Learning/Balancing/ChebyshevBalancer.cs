namespace Serverless.Learning.Balancing;

/// <summary>
/// Counts only the loss with the largest weighted distance from its ideal: a subgradient of max_t
/// w_t (L_t − z_t). Losses at equal distance share the weight.
/// </summary>
sealed class ChebyshevBalancer(double[] weights, double[] ideal) : IBalancer
{
    public string Name => Balancers.Chebyshev;

    public bool NeedsProducts => false;

    public double[] Memory
    {
        get => [];
        set => MemoryLength.Check(value, 0, Name);
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, weights.Length);
        double[] distances = [.. step.Losses.Select((loss, place) => weights[place] * (loss - ideal[place]))];
        var most = distances.Max();
        var shared = distances.Count(distance => distance == most);
        return [.. distances.Select((distance, place) => distance == most ? weights[place] / shared : 0)];
    }
}
