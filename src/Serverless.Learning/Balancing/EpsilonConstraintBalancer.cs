namespace Serverless.Learning.Balancing;

/// <summary>
/// Counts only the first loss while all others are within their limits; otherwise only the loss that is
/// farthest above its limit (Haimes, Lasdon, Wismer 1971).
/// </summary>
sealed class EpsilonConstraintBalancer(double[] limits) : IBalancer
{
    public string Name => Balancers.EpsilonConstraint;

    public bool NeedsProducts => false;

    public double[] Memory
    {
        get => [];
        set => MemoryLength.Check(value, 0, Name);
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, limits.Length + 1);
        var counting = 0;
        var most = 0.0;
        foreach (var (place, limit) in limits.Index())
        {
            var excess = step.Losses[place + 1] - limit;
            (counting, most) = excess > most ? (place + 1, excess) : (counting, most);
        }

        var weights = new double[step.Losses.Length];
        weights[counting] = 1;
        return weights;
    }
}
