namespace Serverless.Learning.Surrogates.Devices;

/// <summary>A weighted sum over the choices of an architecture and over all pairs of them: xᵀ W x + c of its one-hot encoding x.</summary>
/// <param name="Weights">W, p × p, row-major.</param>
/// <param name="Width">p.</param>
/// <param name="Constant">c.</param>
sealed record QuadraticForm(double[] Weights, int Width, double Constant)
{
    /// <summary>Of one architecture. O(d²) for d decisions.</summary>
    public double Of(ReadOnlySpan<int> choices)
    {
        var sum = Constant;
        foreach (var one in choices)
        {
            var row = Weights.AsSpan(one * Width, Width);
            foreach (var other in choices)
            {
                sum += row[other];
            }
        }

        return sum;
    }

    /// <summary>a form + b, weight by weight.</summary>
    public QuadraticForm Scaled(double factor, double shift) =>
        new([.. Weights.Select(weight => factor * weight)], Width, (factor * Constant) + shift);
}
