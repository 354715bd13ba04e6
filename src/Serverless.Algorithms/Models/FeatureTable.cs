using System.Runtime.InteropServices;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.Models;

/// <summary>The standardised features of many architectures in one view: a row for each feature, a column for each distinct architecture.</summary>
/// <remarks>
/// Architectures that the view cannot distinguish share a column. The features of a block are divided by the square root of the number of them that
/// vary, so that a typical squared distance is 2 in each block, whatever its width. Columns are padded with zeros to a multiple of 32.
/// </remarks>
sealed class FeatureTable
{
    readonly double[] _values;
    readonly double[] _norms;

    FeatureTable(FeatureTable like, int count, int[] columns)
        : this(like.Blocks, like.Groups, count, columns)
    {
    }

    FeatureTable(IReadOnlyList<BlockRows> blocks, IReadOnlyList<IReadOnlyList<int>> groups, int count, int[] columns)
    {
        (Blocks, Groups, Count, Columns) = (blocks, groups, count, columns);
        Stride = CholeskyFactor.PaddedSize(count);
        _values = new double[Features * Stride];
        _norms = new double[blocks.Count * Stride];
    }

    /// <value>The blocks of the view, group by group.</value>
    public IReadOnlyList<BlockRows> Blocks { get; }

    /// <value>The groups, as indices into <see cref="Blocks"/>, consecutive in each group and over all groups.</value>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; }

    /// <value>The number of distinct columns.</value>
    public int Count { get; }

    /// <value>The distance from one feature to the next in <see cref="Values"/>.</value>
    public int Stride { get; }

    /// <value>The index of each architecture's column.</value>
    public int[] Columns { get; }

    public int Features => Blocks.Sum(block => block.Count);

    /// <value>The values: features × <see cref="Stride"/>.</value>
    public double[] Values => _values;

    /// <summary>Returns the squared norm of each column within a block.</summary>
    public ReadOnlySpan<double> Norms(int block) => _norms.AsSpan(block * Stride, Stride);

    /// <summary>Returns a table of some columns, in the given order; a column can occur twice.</summary>
    public FeatureTable Select(ReadOnlySpan<int> columns)
    {
        var selected = new FeatureTable(this, columns.Length, [.. Enumerable.Range(0, columns.Length)]);
        for (var feature = 0; feature < Features; feature++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                selected._values[(feature * selected.Stride) + i] = _values[(feature * Stride) + columns[i]];
            }
        }

        selected.SetNorms();
        return selected;
    }

    /// <summary>Creates a table with a single feature, without standardising it.</summary>
    /// <param name="values">One value for each architecture.</param>
    public static FeatureTable OfValues(double[] values)
    {
        var (first, columns) = Distinct(values, 1, [0]);
        var table = new FeatureTable([new BlockRows(0, 1, IsQuantity: true)], [[0]], first.Count, columns);
        for (var column = 0; column < first.Count; column++)
        {
            table._values[column] = values[first[column]];
        }

        table.SetNorms();
        return table;
    }

    /// <summary>Creates the table of a view.</summary>
    /// <param name="features">The features of the space.</param>
    /// <param name="view">The view, which selects the blocks.</param>
    /// <param name="raw">The unscaled features of the space: architectures × features.</param>
    /// <param name="scale">The scale of the space's features.</param>
    public static FeatureTable Of(SpaceFeatures features, FeatureView view, double[] raw, FeatureScale scale)
    {
        var starts = scale.Starts;
        var blocks = new List<BlockRows>();
        var groups = new List<IReadOnlyList<int>>();
        var places = new List<int>();
        foreach (var group in view.Groups)
        {
            groups.Add([.. group.Select((_, place) => blocks.Count + place)]);
            foreach (var block in group)
            {
                var names = features.Blocks[block].Names.Count;
                blocks.Add(new BlockRows(places.Count, names, features.Blocks[block].IsQuantity));
                places.AddRange(Enumerable.Range(starts[block], names));
            }
        }

        var (first, columns) = Distinct(raw, features.Length, places);
        var table = new FeatureTable(blocks, groups, first.Count, columns);
        for (var row = 0; row < places.Count; row++)
        {
            for (var column = 0; column < first.Count; column++)
            {
                table._values[(row * table.Stride) + column] = scale.Apply(places[row], raw[(first[column] * features.Length) + places[row]]);
            }
        }

        table.SetNorms();
        return table;
    }

    static (List<int> First, int[] Columns) Distinct(double[] raw, int length, List<int> places)
    {
        var seen = new Dictionary<string, int>();
        var first = new List<int>();
        var columns = new int[raw.Length / length];
        var key = new double[places.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            for (var place = 0; place < key.Length; place++)
            {
                key[place] = raw[(i * length) + places[place]];
            }

            ref var column = ref CollectionsMarshal.GetValueRefOrAddDefault(
                seen, new string(MemoryMarshal.Cast<double, char>(key.AsSpan())), out var exists);
            if (!exists)
            {
                column = first.Count;
                first.Add(i);
            }

            columns[i] = column;
        }

        return (first, columns);
    }

    void SetNorms()
    {
        for (var block = 0; block < Blocks.Count; block++)
        {
            var norms = _norms.AsSpan(block * Stride, Stride);
            for (var row = Blocks[block].First; row < Blocks[block].First + Blocks[block].Count; row++)
            {
                var values = _values.AsSpan(row * Stride, Stride);
                for (var column = 0; column < Stride; column++)
                {
                    norms[column] += values[column] * values[column];
                }
            }
        }
    }
}

/// <summary>The rows of a block's features in a <see cref="FeatureTable"/>.</summary>
/// <param name="First">The index of the first row.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="IsQuantity">Whether objectives can grow in proportion to the features.</param>
readonly record struct BlockRows(int First, int Count, bool IsQuantity);
