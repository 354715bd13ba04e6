namespace Serverless.Learning.Balancing;

/// <summary>Computes the softmax.</summary>
static class Softmax
{
    /// <summary>Returns e^x of each value over their sum.</summary>
    public static double[] Of(double[] values)
    {
        var most = values.Max();
        var shares = Array.ConvertAll(values, value => Math.Exp(value - most));
        var sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }
}
