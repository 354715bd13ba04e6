using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Predicts the columns of a table, 32 at a time, from a factored kernel matrix, in standardised units.</summary>
/// <remarks>A panel of cross-covariances and its solution stay in the cache of one core from the first product to the variance.</remarks>
sealed class PosteriorPanels
{
    const int Width = PanelProduct.Width;
    const int Lanes = 8;

    /// <summary>The number of panels that are solved at once.</summary>
    const int Together = 4;

    readonly AdditiveKernel _kernel;
    readonly CholeskyFactor _factor;
    readonly double[] _weights;
    readonly double[] _amplitudes;
    readonly double[][] _scales;
    readonly double[][] _features;
    readonly double[][] _norms;

    public PosteriorPanels(AdditiveKernel kernel, double[] parameters, FeatureTable training, double[] values, CholeskyFactor factor)
    {
        (_kernel, _factor, Count) = (kernel, factor, values.Length);
        Noise = TrainingKernel.NoiseOf(parameters);
        _amplitudes = [.. kernel.Terms.Select((_, term) => Math.Exp(parameters[term]))];
        _scales = [.. kernel.Terms.Select((term, index) => ScalesOf(term, index, parameters))];
        _norms = [.. kernel.Terms.Select((term, index) => NormsOf(term, _scales[index], training))];
        _features = [.. kernel.Terms.Select((term, index) => Gather(term, _scales[index], _amplitudes[index], training))];
        _weights = factor.Solve([.. values, .. new double[factor.Size - values.Length]]);
    }

    /// <value>The number of rows of a panel: the training columns, padded.</value>
    public int Size => _factor.Size;

    /// <value>The number of training columns.</value>
    public int Count { get; }

    /// <value>The variance of the noise.</value>
    public double Noise { get; }

    /// <summary>Predicts the means and variances, noise included, of all columns.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="means">The destination of the means, as long as the number of columns.</param>
    /// <param name="variances">The destination of the variances, as long as the number of columns.</param>
    /// <param name="rows">The number of training columns that variances take into account, a multiple of 4; fewer give upper bounds, faster.</param>
    /// <param name="solved">
    /// The destination of L⁻¹ times the cross-covariances, panel after panel, <see cref="Size"/> × 32 each; null if not needed.
    /// </param>
    public void Predict(FeatureTable table, Span<double> means, Span<double> variances, int rows, double[]? solved)
    {
        var own = solved is null ? new double[Together * Size * Width] : [];
        var products = new double[Size * Width];
        var norms = NormsOf(table);
        var prior = Prior(table, norms);
        for (var first = 0; first < table.Stride; first += Together * Width)
        {
            var count = Math.Min(Together, (table.Stride - first) / Width);
            var panels = solved is null ? own.AsSpan(0, count * Size * Width) : solved.AsSpan(first * Size, count * Size * Width);
            for (var panel = 0; panel < count; panel++)
            {
                var start = first + (panel * Width);
                var place = panels.Slice(panel * Size * Width, Size * Width);
                FillPanel(table, norms, start, place, products);
                Contract(place, _weights, means[Math.Min(start, means.Length)..Math.Min(start + Width, means.Length)]);
            }

            _factor.SolvePanels(panels, from: 0, rows);
            for (var panel = 0; panel < count; panel++)
            {
                var start = first + (panel * Width);
                var length = Math.Clamp(table.Count - start, 0, Width);
                SquaresOf(panels.Slice(panel * Size * Width, rows * Width), prior.AsSpan(start, Width), variances.Slice(Math.Min(start, table.Count), length));
            }
        }
    }

    /// <summary>Returns the kernel between one column and all others, without noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] Between(FeatureTable table, int column)
    {
        var covariances = new double[table.Stride];
        covariances.AsSpan().Fill(TrainingKernel.MeanVariance);
        for (var term = 0; term < _kernel.Terms.Count; term++)
        {
            var (kind, blocks) = (_kernel.Terms[term].Kind, _kernel.Terms[term].Blocks);
            for (var start = 0; start < table.Stride; start += Lanes)
            {
                var sum = Vector512<double>.Zero;
                for (var place = 0; place < blocks.Count; place++)
                {
                    var block = table.Blocks[blocks[place]];
                    var scale = Vector512.Create(_scales[term][place]);
                    for (var row = block.First; row < block.First + block.Count; row++)
                    {
                        var others = Vector512.Create(table.Values.AsSpan((row * table.Stride) + start, Lanes));
                        var own = Vector512.Create(table.Values[(row * table.Stride) + column]);
                        sum += scale * (kind == KernelKind.Linear ? own * others : (own - others) * (own - others));
                    }
                }

                var value = kind == KernelKind.Linear ? sum : AdditiveKernel.Value(kind, sum);
                var target = covariances.AsSpan(start, Lanes);
                (Vector512.Create((ReadOnlySpan<double>)target) + (_amplitudes[term] * value)).CopyTo(target);
            }
        }

        return covariances;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void FillPanel(FeatureTable table, double[][] norms, int start, Span<double> panel, double[] products)
    {
        panel[..(Count * Width)].Fill(TrainingKernel.MeanVariance);
        panel[(Count * Width)..].Clear();
        for (var term = 0; term < _kernel.Terms.Count; term++)
        {
            var kind = _kernel.Terms[term].Kind;
            var (first, features) = RowsOf(_kernel.Terms[term], table);
            var sums = kind == KernelKind.Linear ? panel : products;
            if (kind != KernelKind.Linear)
            {
                AddNorms(norms[term].AsSpan(start, Width), _norms[term], products);
            }

            for (var row = 0; row < Count; row += PanelProduct.Rows)
            {
                PanelProduct.Add(
                    ref sums[row * Width], Width, ref _features[term][row * features], features, 1,
                    ref table.Values[(first * table.Stride) + start], table.Stride, features, isSubtracted: false);
            }

            var amplitude = Vector512.Create(_amplitudes[term]);
            for (var place = 0; kind != KernelKind.Linear && place < Count * Width; place += Lanes)
            {
                ref var target = ref panel[place];
                var squared = Vector512.LoadUnsafe(ref products[place]);
                var value = AdditiveKernel.Value(kind, Vector512.MaxNative(squared, Vector512<double>.Zero));
                Vector512.FusedMultiplyAdd(amplitude, value, Vector512.LoadUnsafe(ref target)).StoreUnsafe(ref target);
            }
        }
    }

    /// <summary>Writes the sums of the squared norms of rows and columns, from which products are subtracted to give squared distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddNorms(ReadOnlySpan<double> columns, double[] rows, Span<double> sums)
    {
        for (var lane = 0; lane < Width; lane += Lanes)
        {
            var own = Vector512.Create(columns.Slice(lane, Lanes));
            for (var row = 0; row < Count; row++)
            {
                (own + Vector512.Create(rows[row])).StoreUnsafe(ref sums[(row * Width) + lane]);
            }
        }
    }

    double[][] NormsOf(FeatureTable table) => [.. _kernel.Terms.Select((term, index) => NormsOf(term, _scales[index], table))];

    /// <summary>Returns the variances of the columns before anything is observed, noise included.</summary>
    double[] Prior(FeatureTable table, double[][] norms)
    {
        var prior = new double[table.Stride];
        prior.AsSpan().Fill(TrainingKernel.MeanVariance + Noise);
        for (var term = 0; term < _kernel.Terms.Count; term++)
        {
            for (var column = 0; column < prior.Length; column++)
            {
                prior[column] += _amplitudes[term] * (_kernel.Terms[term].Kind == KernelKind.Linear ? norms[term][column] : 1);
            }
        }

        return prior;
    }

    double[] ScalesOf(KernelTerm term, int index, double[] parameters) =>
        [.. term.Blocks.Select((_, place) => term.Kind == KernelKind.Linear ? 1 : _kernel.Scale(index, place, parameters))];

    static double[] NormsOf(KernelTerm term, double[] scales, FeatureTable table)
    {
        var norms = new double[table.Stride];
        for (var place = 0; place < scales.Length; place++)
        {
            var block = table.Norms(term.Blocks[place]);
            for (var column = 0; column < norms.Length; column++)
            {
                norms[column] += scales[place] * block[column];
            }
        }

        return norms;
    }

    /// <summary>
    /// Returns the factors for the features of other columns, a row for each training column: the features times the amplitude for a linear kernel,
    /// otherwise the features times −2 and the block's scale.
    /// </summary>
    static double[] Gather(KernelTerm term, double[] scales, double amplitude, FeatureTable training)
    {
        var (first, features) = RowsOf(term, training);
        var gathered = new double[training.Stride * features];
        for (var place = 0; place < scales.Length; place++)
        {
            var block = training.Blocks[term.Blocks[place]];
            var factor = term.Kind == KernelKind.Linear ? amplitude : -2 * scales[place];
            for (var row = block.First; row < block.First + block.Count; row++)
            {
                for (var column = 0; column < training.Count; column++)
                {
                    gathered[(column * features) + row - first] = factor * training.Values[(row * training.Stride) + column];
                }
            }
        }

        return gathered;
    }

    static (int First, int Count) RowsOf(KernelTerm term, FeatureTable table) =>
        (table.Blocks[term.Blocks[0]].First, term.Blocks.Sum(block => table.Blocks[block].Count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Contract(ReadOnlySpan<double> panel, double[] weights, Span<double> sums)
    {
        Span<double> all = stackalloc double[Width];
        for (var lane = 0; lane < Width; lane += Lanes)
        {
            var sum = Vector512<double>.Zero;
            for (var row = 0; row < weights.Length; row++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[row]), Vector512.Create(panel.Slice((row * Width) + lane, Lanes)), sum);
            }

            sum.CopyTo(all[lane..]);
        }

        all[..sums.Length].CopyTo(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void SquaresOf(ReadOnlySpan<double> panel, ReadOnlySpan<double> prior, Span<double> variances)
    {
        Span<double> all = stackalloc double[Width];
        for (var lane = 0; lane < Width; lane += Lanes)
        {
            var rest = Vector512.Create(prior.Slice(lane, Lanes));
            for (var row = 0; row < panel.Length / Width; row++)
            {
                var value = Vector512.Create(panel.Slice((row * Width) + lane, Lanes));
                rest = Vector512.FusedMultiplyAdd(-value, value, rest);
            }

            // Observations never remove the noise, so rounding must not push a variance below it.
            Vector512.Max(rest, Vector512.Create(Noise)).CopyTo(all[lane..]);
        }

        all[..variances.Length].CopyTo(variances);
    }
}
