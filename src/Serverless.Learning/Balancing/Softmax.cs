namespace Serverless.Learning.Balancing;

/// <summary>Shares by exponentials.</summary>
static class Softmax
{
    /// <summary>e^x over their sum.</summary>
    public static double[] Of(double[] values)
    {
        var most = values.Max();
        var shares = Array.ConvertAll(values, value => Math.Exp(value - most));
        var sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }
}
