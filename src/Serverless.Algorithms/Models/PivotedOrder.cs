using System.Numerics.Tensors;

namespace Serverless.Algorithms.Models;

/// <summary>Orders rows so that those come first that tell most of the others: the pivots of an incomplete Cholesky factor.</summary>
/// <remarks>Harbrecht, Peters, Schneider 2012: each is the row of the largest variance given those before it. O(n · leading²).</remarks>
static class PivotedOrder
{
    /// <param name="matrix">Positive definite, of <paramref name="size"/> rows.</param>
    /// <param name="size">From one row to the next.</param>
    /// <param name="count">n: rows that count.</param>
    /// <param name="leading">How many come first, at most n; the rest stays in its order.</param>
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

    /// <summary>Writes rows and columns in an order; those behind it stay.</summary>
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
