namespace Serverless.Learning.Kernels;

/// <summary>How far off a layer's output and gradients are in single precision.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Relative">The largest deviation from double precision, relative to the largest value; NaN when something is.</param>
public sealed record KernelError(string Name, double Relative)
{
    /// <summary>Rounding alone stays below a tenth of it; wrong kernels were off by 0.75, or not a number.</summary>
    internal const double Limit = 1e-4;

    public bool IsRight => Relative <= Limit;
}
