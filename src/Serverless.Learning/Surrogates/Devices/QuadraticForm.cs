namespace Serverless.Learning.Surrogates.Devices;

/// <summary>A weighted sum over the choices of an architecture and over all pairs of them: xᵀ W x + c for its one-hot encoding x.</summary>
/// <param name="Weights">The weights W, p × p, row-major.</param>
/// <param name="Width">The length p of the one-hot encoding.</param>
/// <param name="Constant">The constant c.</param>
sealed record QuadraticForm(double[] Weights, int Width, double Constant)
{
    /// <summary>Returns the value for one architecture. O(d²) for d decisions.</summary>
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

    /// <summary>Returns <paramref name="factor"/> · form + <paramref name="shift"/>.</summary>
    public QuadraticForm Scaled(double factor, double shift) =>
        new([.. Weights.Select(weight => factor * weight)], Width, (factor * Constant) + shift);
}
