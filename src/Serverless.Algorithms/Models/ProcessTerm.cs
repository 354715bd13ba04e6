using System.Numerics.Tensors;

namespace Serverless.Algorithms.Models;

/// <summary>One kernel of a <see cref="FeatureProcess"/>, and the training rows as it compares them.</summary>
/// <param name="IsLinear">Whether it is the product of what is compared; else Matérn of smoothness 5/2 of its distance.</param>
/// <param name="Amplitude">What it is multiplied with: a variance.</param>
/// <param name="Columns">c: the features that it reads.</param>
/// <param name="Factors">c: what they are multiplied with.</param>
/// <param name="Offsets">c: what is added then.</param>
/// <param name="Points">n × c, row-major: the training rows, so scaled.</param>
public sealed record ProcessTerm(bool IsLinear, double Amplitude, int[] Columns, double[] Factors, double[] Offsets, double[] Points)
{
    /// <summary>The covariance of a row with itself, of which the scaled features are given.</summary>
    public double Prior(ReadOnlySpan<double> scaled) => Amplitude * (IsLinear ? TensorPrimitives.Dot(scaled, scaled) : 1);

    /// <summary>A row as this kernel compares it.</summary>
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
