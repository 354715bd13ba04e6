using System.Numerics.Tensors;

namespace Serverless.Algorithms.Models;

/// <summary>Orders rows so that those most informative about the others come first: the pivots of an incomplete Cholesky factorisation.</summary>
/// <remarks>Harbrecht, Peters, Schneider 2012: each pivot is the row with the largest variance given those before it. O(n · leading²).</remarks>
static class PivotedOrder
{
    /// <param name="matrix">A positive definite matrix of <paramref name="size"/> rows.</param>
    /// <param name="size">The distance from one row to the next.</param>
    /// <param name="count">The number n of rows that count.</param>
    /// <param name="leading">The number of rows that come first, at most n; the others keep their order.</param>
    public static int[] Of(double[] matrix, int size, int count, int leading)
    {
        var rest = new double[count];
        for (var i = 0; i < count; i++)
        {
            rest[i] = matrix[(i * size) + i];
        }

        var order = new List<int>(count);
        var rows = new double[leading * count];
        for (var step = 0; step < leading && step < count - 1; step++)
        {
            var pivot = TensorPrimitives.IndexOfMax<double>(rest);
            var row = rows.AsSpan(step * count, count);
            matrix.AsSpan(pivot * size, count).CopyTo(row);
            for (var earlier = 0; earlier < step; earlier++)
            {
                var other = rows.AsSpan(earlier * count, count);
                TensorPrimitives.MultiplyAdd(other, -other[pivot], row, row);
            }

            TensorPrimitives.Divide(row, Math.Sqrt(rest[pivot]), row);
            for (var i = 0; i < count; i++)
            {
                rest[i] -= row[i] * row[i];
            }

            order.Add(pivot);
            rest[pivot] = double.NegativeInfinity;
        }

        return [.. order, .. Enumerable.Range(0, count).Except(order)];
    }

    /// <summary>Writes the matrix with its rows and columns in the given order; rows and columns beyond the order stay where they are.</summary>
    public static void Permute(double[] matrix, int size, int[] order, double[] permuted)
    {
        matrix.CopyTo(permuted, 0);
        for (var row = 0; row < order.Length; row++)
        {
            for (var column = 0; column < order.Length; column++)
            {
                permuted[(row * size) + column] = matrix[(order[row] * size) + order[column]];
            }
        }
    }
}
