using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Computes the kernel matrix over the training columns, and the negative log posterior of its parameters with the gradient.</summary>
/// <remarks>
/// Rasmussen, Williams 2006, equations 5.8 and 5.9. A constant mean is integrated out under N(0, 25) by a constant in the kernel; since values are
/// standardised, that prior is nearly flat. The squared distances of every block are kept, which leaves O(n²) for each parameter and O(n³) for the
/// inverse. All matrices are padded to multiples of 32.
/// </remarks>
sealed class TrainingKernel
{
    /// <summary>The variance of the constant mean.</summary>
    public const double MeanVariance = 25;

    /// <summary>The smallest variance of the noise in standardised values, which keeps it from vanishing.</summary>
    const double LeastNoise = 1e-6;

    const int Lanes = 8;

    readonly AdditiveKernel _kernel;
    readonly double[] _values;
    readonly int _count;
    readonly int _size;
    readonly double[][] _blocks;
    readonly double[][] _correlations;
    readonly double[][] _slopes;
    readonly double[] _matrix;
    readonly double[] _inverse;
    readonly double[] _lowerInverse;

    /// <param name="kernel">The kernel.</param>
    /// <param name="table">The training columns, in order.</param>
    /// <param name="values">Standardised values, one for each column.</param>
    public TrainingKernel(AdditiveKernel kernel, FeatureTable table, ReadOnlySpan<double> values)
    {
        (_kernel, _count, _size) = (kernel, values.Length, table.Stride);
        _values = new double[_size];
        values.CopyTo(_values);
        _blocks = [.. Enumerable.Range(0, table.Blocks.Count).Select(block => Pairs(table, block, isProduct: false))];
        _correlations = [.. kernel.Terms.Select(term => term.Kind == KernelKind.Linear ? Pairs(table, term.Blocks[0], isProduct: true) : new double[_size * _size])];
        _slopes = [.. kernel.Terms.Select(term => term.Kind == KernelKind.Linear ? [] : new double[_size * _size])];
        (_matrix, _inverse, _lowerInverse) = (new double[_size * _size], new double[_size * _size], new double[_size * _size]);
    }

    /// <summary>Returns the variance of the noise.</summary>
    public static double NoiseOf(ReadOnlySpan<double> parameters) => LeastNoise + Math.Exp(parameters[^1]);

    /// <summary>Returns the negative log posterior density of the parameters, up to a constant; +∞ if the matrix is not positive definite.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        if (Factor(parameters) is not { } factor)
        {
            return double.PositiveInfinity;
        }

        var inverse = _inverse;
        factor.Invert(inverse, _lowerInverse);
        var weights = factor.Solve(_values);
        var fit = 0.5 * (Dot(weights, _values) + factor.LogDeterminant);
        for (var i = 0; i < _size; i++)
        {
            Contrast(inverse.AsSpan(i * _size, _size), i < _count ? weights[i] : 0, weights);
            inverse.AsSpan(i * _size, _size)[(i < _count ? _count : 0)..].Clear();
        }

        for (var term = 0; term < _kernel.Terms.Count; term++)
        {
            var (kind, blocks) = (_kernel.Terms[term].Kind, _kernel.Terms[term].Blocks);
            var amplitude = Math.Exp(parameters[term]);
            gradient[term] = -amplitude * Dot(inverse, _correlations[term]);
            for (var place = 0; kind != KernelKind.Linear && place < blocks.Count; place++)
            {
                gradient[_kernel.LengthsOf(term) + place] = amplitude * AdditiveKernel.PowerOf(kind) * _kernel.Scale(term, place, parameters)
                    * Dot(inverse, _slopes[term], _blocks[blocks[place]]);
            }
        }

        var trace = 0.0;
        for (var i = 0; i < _count; i++)
        {
            trace += inverse[(i * _size) + i];
        }

        gradient[^1] = -trace * Math.Exp(parameters[^1]);
        for (var i = 0; i < parameters.Length; i++)
        {
            var deviation = (parameters[i] - _kernel.PriorMeans[i]) / _kernel.PriorSpreads[i];
            fit += 0.5 * deviation * deviation;
            gradient[i] += deviation / _kernel.PriorSpreads[i];
        }

        return fit;
    }

    /// <summary>Factors the matrix for given parameters; returns null if it is not positive definite.</summary>
    /// <param name="parameters">The parameters of the kernel.</param>
    /// <param name="order">The order of the rows and columns; null for their own order.</param>
    public CholeskyFactor? Factor(ReadOnlySpan<double> parameters, int[]? order = null)
    {
        Fill(parameters);
        if (order is null)
        {
            return CholeskyFactor.TryCreate(_matrix, _size);
        }

        var permuted = _inverse;
        _matrix.CopyTo(permuted, 0);
        for (var row = 0; row < _count; row++)
        {
            for (var column = 0; column < _count; column++)
            {
                permuted[(row * _size) + column] = _matrix[(order[row] * _size) + order[column]];
            }
        }

        return CholeskyFactor.TryCreate(permuted, _size);
    }

    /// <summary>Returns the columns in an order in which those most informative about the others come first, see <see cref="PivotOrder"/>.</summary>
    /// <param name="parameters">The parameters of the kernel.</param>
    /// <param name="leading">The number of columns that come first, at most n; the others keep their order.</param>
    public int[] Order(ReadOnlySpan<double> parameters, int leading)
    {
        Fill(parameters);
        return PivotOrder.Of(_matrix, _size, _count, leading);
    }

    void Fill(ReadOnlySpan<double> parameters)
    {
        _matrix.AsSpan().Fill(MeanVariance);
        for (var term = 0; term < _kernel.Terms.Count; term++)
        {
            AddTerm(term, parameters);
        }

        var noise = NoiseOf(parameters);
        for (var i = 0; i < _size; i++)
        {
            if (i < _count)
            {
                _matrix.AsSpan((i * _size) + _count, _size - _count).Clear();
                _matrix[(i * _size) + i] += noise;
            }
            else
            {
                _matrix.AsSpan(i * _size, _size).Clear();
                _matrix[(i * _size) + i] = 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddTerm(int term, ReadOnlySpan<double> parameters)
    {
        var (kind, blocks) = (_kernel.Terms[term].Kind, _kernel.Terms[term].Blocks);
        var amplitude = Vector512.Create(Math.Exp(parameters[term]));
        ref var matrix = ref _matrix[0];
        ref var correlations = ref _correlations[term][0];
        var squared = Vector512<double>.Zero;
        Span<double> scales = stackalloc double[blocks.Count];
        for (var place = 0; kind != KernelKind.Linear && place < blocks.Count; place++)
        {
            scales[place] = _kernel.Scale(term, place, parameters);
        }

        for (nuint i = 0; i < (nuint)_matrix.Length; i += Lanes)
        {
            if (kind != KernelKind.Linear)
            {
                squared = Vector512<double>.Zero;
                for (var place = 0; place < scales.Length; place++)
                {
                    squared = Vector512.FusedMultiplyAdd(
                        Vector512.Create(scales[place]), Vector512.LoadUnsafe(ref _blocks[blocks[place]][0], i), squared);
                }

                var (value, slope) = AdditiveKernel.Correlation(kind, squared);
                value.StoreUnsafe(ref correlations, i);
                slope.StoreUnsafe(ref _slopes[term][0], i);
            }

            Vector512.FusedMultiplyAdd(amplitude, Vector512.LoadUnsafe(ref correlations, i), Vector512.LoadUnsafe(ref matrix, i)).StoreUnsafe(ref matrix, i);
        }
    }

    /// <summary>Returns the products, or the squared distances, of the features of a block between all columns.</summary>
    double[] Pairs(FeatureTable table, int index, bool isProduct)
    {
        var block = table.Blocks[index];
        var norms = table.Norms(index);
        var pairs = new double[_size * _size];
        ref var features = ref table.Values[block.First * _size];
        for (var row = 0; row < _size; row += PanelProduct.Rows)
        {
            for (var column = 0; column < _size; column += PanelProduct.Width)
            {
                PanelProduct.Add(
                    ref pairs[(row * _size) + column], _size, ref Unsafe.Add(ref features, row), 1, _size,
                    ref Unsafe.Add(ref features, column), _size, block.Count, isSubtracted: false);
            }
        }

        for (var row = 0; !isProduct && row < _size; row++)
        {
            for (var column = 0; column < _size; column++)
            {
                ref var pair = ref pairs[(row * _size) + column];
                pair = row == column ? 0 : Math.Max(0, norms[row] + norms[column] - (2 * pair));
            }
        }

        return pairs;
    }

    /// <summary>Replaces a row of the inverse by half of wᵢ wⱼ minus the inverse: the weight of each entry of a derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Contrast(Span<double> row, double own, double[] weights)
    {
        for (var lane = 0; lane < row.Length; lane += Lanes)
        {
            var entries = row.Slice(lane, Lanes);
            var products = own * Vector512.Create((ReadOnlySpan<double>)weights.AsSpan(lane, Lanes));
            (0.5 * (products - Vector512.Create((ReadOnlySpan<double>)entries))).CopyTo(entries);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sum = Vector512<double>.Zero;
        for (var i = 0; i < one.Length; i += Lanes)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(one.Slice(i, Lanes)), Vector512.Create(other.Slice(i, Lanes)), sum);
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Dot(double[] one, double[] other, double[] third)
    {
        var sum = Vector512<double>.Zero;
        for (nuint i = 0; i < (nuint)one.Length; i += Lanes)
        {
            sum = Vector512.FusedMultiplyAdd(
                Vector512.LoadUnsafe(ref one[0], i) * Vector512.LoadUnsafe(ref other[0], i), Vector512.LoadUnsafe(ref third[0], i), sum);
        }

        return Vector512.Sum(sum);
    }
}
