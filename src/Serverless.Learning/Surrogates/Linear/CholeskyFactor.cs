using System.Numerics.Tensors;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>The lower triangle L of a symmetric positive definite matrix A = L Lᵀ (Cholesky), for solving A x = b.</summary>
sealed class CholeskyFactor
{
    readonly double[] _lower;
    readonly int _order;

    CholeskyFactor(double[] lower, int order) => (_lower, _order) = (lower, order);

    /// <summary>Computes the factor of a matrix. O(n³ / 6).</summary>
    /// <param name="matrix">The matrix, n × n, row-major; only its lower triangle is read.</param>
    /// <param name="order">The order n of the matrix.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite, or holds a NaN.</exception>
    public static CholeskyFactor Of(ReadOnlySpan<double> matrix, int order)
    {
        var lower = new double[order * order];
        for (var row = 0; row < order; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var rest = matrix[(row * order) + column] - Dot(lower, row * order, column * order, column);
                if (row > column)
                {
                    lower[(row * order) + column] = rest / lower[(column * order) + column];
                }
                else
                {
                    lower[(row * order) + row] = rest > 0
                        ? Math.Sqrt(rest)
                        : throw new ArithmeticException($"The matrix of order {order} is not positive definite: pivot {row} is {rest}.");
                }
            }
        }

        return new CholeskyFactor(lower, order);
    }

    /// <summary>Replaces b by the solution y of L y = b; the sum of its squares is bᵀ A⁻¹ b. O(n² / 2).</summary>
    public void SolveLower(Span<double> right)
    {
        for (var row = 0; row < _order; row++)
        {
            var known = TensorPrimitives.Dot(_lower.AsSpan(row * _order, row), right[..row]);
            right[row] = (right[row] - known) / _lower[(row * _order) + row];
        }
    }

    /// <summary>Replaces b by the solution x of A x = b. O(n²).</summary>
    public void Solve(Span<double> right)
    {
        SolveLower(right);
        for (var row = _order - 1; row >= 0; row--)
        {
            for (var below = row + 1; below < _order; below++)
            {
                right[row] -= _lower[(below * _order) + row] * right[below];
            }

            right[row] /= _lower[(row * _order) + row];
        }
    }

    /// <summary>Returns the diagonal of A⁻¹. O(n³ / 6).</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[_order];
        var column = new double[_order];
        for (var index = 0; index < _order; index++)
        {
            // Column i of L⁻¹ is zero above row i.
            Array.Clear(column);
            column[index] = 1 / _lower[(index * _order) + index];
            for (var row = index + 1; row < _order; row++)
            {
                column[row] = -TensorPrimitives.Dot<double>(_lower.AsSpan((row * _order) + index, row - index), column.AsSpan(index, row - index))
                    / _lower[(row * _order) + row];
            }

            diagonal[index] = TensorPrimitives.SumOfSquares<double>(column.AsSpan(index));
        }

        return diagonal;
    }

    static double Dot(double[] values, int first, int second, int length) =>
        TensorPrimitives.Dot<double>(values.AsSpan(first, length), values.AsSpan(second, length));
}
