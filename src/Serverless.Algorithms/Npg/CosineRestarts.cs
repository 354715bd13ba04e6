namespace Serverless.Algorithms.Npg;

/// <summary>A value that falls along half a cosine in each cycle, and starts again.</summary>
static class CosineRestarts
{
    /// <summary>Loshchilov, Hutter 2017, equation 5.</summary>
    /// <param name="share">How much of the cycle is over, 0 to 1.</param>
    /// <param name="least">At the end.</param>
    /// <param name="most">At the beginning.</param>
    public static double At(double share, double least, double most) => least + (0.5 * (most - least) * (1 + Math.Cos(Math.PI * share)));
}
