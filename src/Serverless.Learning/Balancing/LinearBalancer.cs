namespace Serverless.Learning.Balancing;

/// <summary>Uses constant weights.</summary>
sealed class LinearBalancer(string name, double[] weights) : IBalancer
{
    public string Name => name;

    public bool NeedsProducts => false;

    public double[] Memory
    {
        get => [];
        set => MemoryLength.Check(value, 0, name);
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, weights.Length);
        return [.. weights];
    }
}
