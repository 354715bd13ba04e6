namespace Serverless.Algorithms.Npg;

/// <summary>Computes a value that falls along half a cosine in each cycle, and then starts again.</summary>
static class CosineRestarts
{
    /// <summary>Returns the value at a position in the cycle (Loshchilov, Hutter 2017, equation 5).</summary>
    /// <param name="share">The share of the cycle that is over, 0 to 1.</param>
    /// <param name="least">The value at the end of the cycle.</param>
    /// <param name="most">The value at the beginning of the cycle.</param>
    public static double At(double share, double least, double most) => least + (0.5 * (most - least) * (1 + Math.Cos(Math.PI * share)));
}
