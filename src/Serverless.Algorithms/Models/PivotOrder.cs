using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Orders the columns of a covariance matrix by how informative they are about the others: the pivots of an incomplete Cholesky factorisation.</summary>
/// <remarks>Harbrecht, Peters, Schneider 2012: each pivot is the column with the largest variance given those before it. O(n · leading²).</remarks>
static class PivotOrder
{
    const int Lanes = 8;

    /// <summary>Returns the columns, the most informative first.</summary>
    /// <param name="matrix">The matrix, size × size, row-major and positive definite.</param>
    /// <param name="size">The number of rows, padding included: a multiple of 8.</param>
    /// <param name="count">The number n of columns without padding.</param>
    /// <param name="leading">The number of columns that come first, at most n; the others keep their order.</param>
    public static int[] Of(double[] matrix, int size, int count, int leading)
    {
        var rest = new double[size];
        rest.AsSpan().Fill(double.NegativeInfinity);
        for (var i = 0; i < count; i++)
        {
            rest[i] = matrix[(i * size) + i];
        }

        var order = new List<int>(count);
        var rows = new double[leading * size];
        for (var step = 0; step < leading; step++)
        {
            var pivot = Array.IndexOf(rest, rest.Max());
            var row = rows.AsSpan(step * size, size);
            matrix.AsSpan(pivot * size, size).CopyTo(row);
            for (var earlier = 0; earlier < step; earlier++)
            {
                var other = rows.AsSpan(earlier * size, size);
                AddScaled(row, other, -other[pivot]);
            }

            var root = Math.Sqrt(rest[pivot]);
            for (var i = 0; i < count; i++)
            {
                row[i] /= root;
                rest[i] -= row[i] * row[i];
            }

            order.Add(pivot);
            rest[pivot] = double.NegativeInfinity;
        }

        return [.. order, .. Enumerable.Range(0, count).Except(order)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        for (var i = 0; i < target.Length; i += Lanes)
        {
            var sum = Vector512.FusedMultiplyAdd(
                Vector512.Create(factor), Vector512.Create(source.Slice(i, Lanes)), Vector512.Create((ReadOnlySpan<double>)target.Slice(i, Lanes)));
            sum.CopyTo(target[i..]);
        }
    }
}
