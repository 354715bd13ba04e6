using System.Numerics.Tensors;

namespace Serverless.Algorithms.Models;

/// <summary>One kernel of a <see cref="FeatureProcess"/>, with the training rows scaled for it.</summary>
/// <param name="IsLinear">
/// Whether the kernel is the product of the scaled features; otherwise it is Matérn of smoothness 5/2 of their distance.
/// </param>
/// <param name="Amplitude">The factor of the kernel: a variance.</param>
/// <param name="Columns">The indices of the c features that it reads.</param>
/// <param name="Factors">The c factors by which the features are multiplied.</param>
/// <param name="Offsets">The c offsets that are then added.</param>
/// <param name="Points">The training rows scaled in this way: n × c, row-major.</param>
public sealed record ProcessTerm(bool IsLinear, double Amplitude, int[] Columns, double[] Factors, double[] Offsets, double[] Points)
{
    /// <summary>Returns the covariance of a row with itself, given its scaled features.</summary>
    public double Prior(ReadOnlySpan<double> scaled) => Amplitude * (IsLinear ? TensorPrimitives.Dot(scaled, scaled) : 1);

    /// <summary>Returns the scaled features of a row for this kernel.</summary>
    internal double[] Scale(ReadOnlySpan<float> row)
    {
        var scaled = new double[Columns.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (row[Columns[i]] * Factors[i]) + Offsets[i];
        }

        return scaled;
    }

    internal ReadOnlySpan<double> Point(int row) => Points.AsSpan(row * Columns.Length, Columns.Length);

    /// <summary>Adds the covariances of a scaled row with every training row.</summary>
    internal void AddTo(Span<double> covariances, ReadOnlySpan<double> scaled)
    {
        var norm = TensorPrimitives.Dot(scaled, scaled);
        for (var row = 0; row < covariances.Length; row++)
        {
            var point = Point(row);
            var product = TensorPrimitives.Dot(scaled, point);
            covariances[row] += Amplitude * (IsLinear ? product : Matern(Math.Max(0, norm + TensorPrimitives.Dot(point, point) - (2 * product))));
        }
    }

    static double Matern(double squared)
    {
        var distance = Math.Sqrt(5 * squared);
        return (1 + distance + (5.0 / 3 * squared)) * Math.Exp(-distance);
    }
}
