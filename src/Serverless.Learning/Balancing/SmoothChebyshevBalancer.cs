namespace Serverless.Learning.Balancing;

/// <summary>
/// Follows the gradient of μ log Σ_t exp(w_t (L_t − z_t) / μ), a smooth maximum of the
/// w_t (L_t − z_t) (Lin, Zhang, Yang, Liu, Wang, Zhang 2024).
/// </summary>
sealed class SmoothChebyshevBalancer(double[] weights, double[] ideal, double smoothness) : IBalancer
{
    public string Name => Balancers.SmoothChebyshev;

    public bool NeedsProducts => false;

    public double[] Memory
    {
        get => [];
        set => MemoryLength.Check(value, 0, Name);
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, weights.Length);
        var shares = Softmax.Of([.. step.Losses.Select((loss, place) => weights[place] * (loss - ideal[place]) / smoothness)]);
        return [.. shares.Select((share, place) => share * weights[place])];
    }
}
