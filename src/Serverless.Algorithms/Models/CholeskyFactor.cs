using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>The Cholesky factor of a positive definite matrix K: the lower triangular L with L Lᵀ = K, computed in blocks of 32. O(n³ / 3).</summary>
/// <remarks>
/// n is a multiple of 32; callers pad K with the identity, which changes nothing else. The algorithm is left-looking: the rows of a block are the
/// solution of a triangular system given by the blocks before it, so factor, solve and inverse share one kernel.
/// </remarks>
sealed class CholeskyFactor
{
    const int Block = PanelProduct.Width;
    const int Lanes = 8;

    readonly double[] _lower;
    readonly double[] _reciprocals;

    CholeskyFactor(int size, double[] lower)
    {
        Size = size;
        _lower = lower;
        _reciprocals = new double[size];
    }

    /// <value>The number of rows n.</value>
    public int Size { get; }

    /// <value>The logarithm of the determinant of K: 2 Σ log Lᵢᵢ.</value>
    public double LogDeterminant { get; private set; }

    /// <summary>Returns the size to which a matrix with the given number of rows is padded.</summary>
    public static int PaddedSize(int rows) => Math.Max(Block, (rows + Block - 1) / Block * Block);

    /// <summary>Factors K; returns null if it is not positive definite in double precision.</summary>
    /// <param name="matrix">The matrix K: n × n, row-major, symmetric.</param>
    /// <param name="size">The number of rows n, a multiple of 32.</param>
    public static CholeskyFactor? TryCreate(double[] matrix, int size)
    {
        var factor = new CholeskyFactor(size, new double[size * size]);
        var panel = new double[size * Block];
        for (var start = 0; start < size; start += Block)
        {
            for (var row = 0; row < start + Block; row++)
            {
                matrix.AsSpan((row * size) + start, Block).CopyTo(panel.AsSpan(row * Block, Block));
            }

            factor.SolvePanels(panel, from: 0, to: start);
            if (!factor.FactorDiagonal(panel, start))
            {
                return null;
            }
        }

        return factor;
    }

    /// <summary>Solves L V = B in place for an interval of rows; the rows before it are already solved or zero.</summary>
    /// <remarks>Each step is applied to all panels before the next rows of L are read, since L is larger than a cache.</remarks>
    /// <param name="panels">One or more panels of n × 32, row-major, one after the other.</param>
    /// <param name="from">The first row, a multiple of 4; rows before it count as zero.</param>
    /// <param name="to">The end of the rows (exclusive), a multiple of 4.</param>
    public void SolvePanels(Span<double> panels, int from, int to)
    {
        for (var row = from; row < to; row += PanelProduct.Rows)
        {
            for (var panel = 0; panel < panels.Length; panel += Size * Block)
            {
                SolveRows(ref panels[panel], from, row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void SolveRows(ref double panel, int from, int row)
    {
        ref var lower = ref _lower[0];
        ref var target = ref Unsafe.Add(ref panel, row * Block);
        if (row > from)
        {
            PanelProduct.Add(
                ref target, Block, ref Unsafe.Add(ref lower, (row * Size) + from), Size, 1, ref Unsafe.Add(ref panel, from * Block), Block, row - from, isSubtracted: true);
        }

        for (var r = 0; r < PanelProduct.Rows; r++)
        {
            ref var own = ref Unsafe.Add(ref target, r * Block);
            for (var q = 0; q < r; q++)
            {
                Subtract(ref own, ref Unsafe.Add(ref target, q * Block), Unsafe.Add(ref lower, ((row + r) * Size) + row + q));
            }

            Scale(ref own, _reciprocals[row + r]);
        }
    }

    /// <summary>Returns one element of the product of L with a vector of n values.</summary>
    public double Multiply(int row, ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        for (var column = 0; column <= row; column++)
        {
            sum += _lower[(row * Size) + column] * vector[column];
        }

        return sum;
    }

    /// <summary>Returns the product of K⁻¹ with a vector of n values. O(n²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] Solve(ReadOnlySpan<double> vector)
    {
        var solution = vector.ToArray();
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < row; column++)
            {
                solution[row] -= _lower[(row * Size) + column] * solution[column];
            }

            solution[row] *= _reciprocals[row];
        }

        for (var row = Size - 1; row >= 0; row--)
        {
            solution[row] *= _reciprocals[row];
            for (var column = 0; column < row; column++)
            {
                solution[column] -= _lower[(row * Size) + column] * solution[row];
            }
        }

        return solution;
    }

    /// <summary>Computes K⁻¹, n × n. O(2n³ / 3).</summary>
    /// <param name="inverse">The destination of K⁻¹: n² values.</param>
    /// <param name="lowerInverse">The destination of L⁻¹: n² values, zeros above the diagonal.</param>
    public void Invert(double[] inverse, double[] lowerInverse)
    {
        var panel = new double[Size * Block];
        for (var start = 0; start < Size; start += Block)
        {
            panel.AsSpan().Clear();
            for (var i = 0; i < Block; i++)
            {
                panel[((start + i) * Block) + i] = 1;
            }

            SolvePanels(panel, start, Size);
            for (var row = start; row < Size; row++)
            {
                panel.AsSpan(row * Block, Block).CopyTo(lowerInverse.AsSpan((row * Size) + start, Block));
            }
        }

        // K⁻¹ = L⁻ᵀ L⁻¹; rows of L⁻¹ above a block are zero in its columns. The blocks above the diagonal mirror those below it.
        inverse.AsSpan().Clear();
        for (var row = 0; row < Size; row += PanelProduct.Rows)
        {
            for (var column = 0; column <= row; column += Block)
            {
                PanelProduct.Add(
                    ref inverse[(row * Size) + column], Size, ref lowerInverse[(row * Size) + row], 1, Size,
                    ref lowerInverse[(row * Size) + column], Size, Size - row, isSubtracted: false);
            }
        }

        for (var row = 0; row < Size; row++)
        {
            for (var column = row / Block * Block + Block; column < Size; column++)
            {
                inverse[(row * Size) + column] = inverse[(column * Size) + row];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool FactorDiagonal(double[] panel, int start)
    {
        for (var row = 0; row < Block && start > 0; row += PanelProduct.Rows)
        {
            PanelProduct.Add(ref panel[(start + row) * Block], Block, ref panel[row], 1, Block, ref panel[0], Block, start, isSubtracted: true);
        }

        for (var row = 0; row < Block; row++)
        {
            for (var k = 0; k < start; k++)
            {
                _lower[((start + row) * Size) + k] = panel[(k * Block) + row];
            }

            for (var column = 0; column <= row; column++)
            {
                var sum = panel[((start + row) * Block) + column];
                for (var k = 0; k < column; k++)
                {
                    sum -= _lower[((start + row) * Size) + start + k] * _lower[((start + column) * Size) + start + k];
                }

                if (column < row)
                {
                    _lower[((start + row) * Size) + start + column] = sum * _reciprocals[start + column];
                }
                else if (sum > 0 && double.IsFinite(sum))
                {
                    var root = Math.Sqrt(sum);
                    _lower[((start + row) * Size) + start + row] = root;
                    _reciprocals[start + row] = 1 / root;
                    LogDeterminant += 2 * Math.Log(root);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    static void Subtract(ref double target, ref double source, double factor)
    {
        var negative = Vector512.Create(-factor);
        for (nuint lane = 0; lane < Block; lane += Lanes)
        {
            Vector512.FusedMultiplyAdd(negative, Vector512.LoadUnsafe(ref source, lane), Vector512.LoadUnsafe(ref target, lane)).StoreUnsafe(ref target, lane);
        }
    }

    static void Scale(ref double target, double factor)
    {
        for (nuint lane = 0; lane < Block; lane += Lanes)
        {
            (Vector512.LoadUnsafe(ref target, lane) * factor).StoreUnsafe(ref target, lane);
        }
    }
}
