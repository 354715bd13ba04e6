namespace Serverless.Learning.Balancing;

/// <summary>
/// Weighs losses by their learnt variance: Σ_t L_t / (2 e^{s_t}) + s_t / 2, where s follows its negative gradient (Kendall, Gal, Cipolla 2018).
/// </summary>
/// <remarks>At equilibrium e^{s_t} is the loss, so each loss is weighed by the inverse of its usual size. A step changes s by at most 1/2.</remarks>
sealed class UncertaintyBalancer(int count, double learningRate) : IBalancer
{
    const double Initial = -0.5;
    const double MostMove = 0.5;

    double[] _logarithms = [.. Enumerable.Repeat(Initial, count)];

    public string Name => Balancers.Uncertainty;

    public bool NeedsProducts => false;

    public double[] Memory
    {
        get => [.. _logarithms];
        set
        {
            MemoryLength.Check(value, count, Name);
            _logarithms = [.. value];
        }
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, count);
        LossRange.CheckPositive(step.Losses, "a variance cannot be below 0", isZeroIn: true);
        var weights = new double[count];
        foreach (var place in step.Known())
        {
            weights[place] = Math.Exp(-_logarithms[place]) / 2;
            var slope = 0.5 - (weights[place] * step.Losses[place]);
            _logarithms[place] -= Math.Clamp(learningRate * slope, -MostMove, MostMove);
        }

        return weights;
    }
}
