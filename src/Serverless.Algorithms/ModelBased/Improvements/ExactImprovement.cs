using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>Computes the expected hypervolume improvement in one to three objectives exactly.</summary>
/// <remarks>
/// Emmerich, Giannakoglou, Naujoks 2006; Yang, Emmerich, Deutz, Bäck 2019: the gain is the integral of the product of the distribution functions over
/// the region that the front does not dominate. That region is cut into slabs along the third objective and strips along the first; over a box the
/// integral is a product of differences of <see cref="Shortfalls"/>. O(n) boxes in two objectives, O(n²) in three.
/// </remarks>
sealed class ExactImprovement : IImprovement
{
    public const int MostObjectives = 3;
    const int Unbounded = -1;

    readonly Shortfalls[] _shortfalls;
    readonly List<Slab> _slabs = [];

    /// <param name="front">n × m, nondominated and better than the reference.</param>
    /// <param name="reference">The reference point: m values, 1 to 3.</param>
    /// <param name="shortfalls">A function that creates the integrals of one objective up to some thresholds.</param>
    public ExactImprovement(ReadOnlySpan<double> front, double[] reference, Func<int, double[], Shortfalls> shortfalls)
    {
        var objectives = reference.Length;
        var count = front.Length / objectives;
        var thresholds = new double[objectives][];
        for (var k = 0; k < objectives; k++)
        {
            // The point with index n is the reference.
            thresholds[k] = new double[count + 1];
            for (var i = 0; i < count; i++)
            {
                thresholds[k][i] = front[(i * objectives) + k];
            }

            thresholds[k][count] = reference[k];
        }

        _shortfalls = [.. thresholds.Select((values, k) => shortfalls(k, values))];
        if (objectives < MostObjectives)
        {
            _slabs.Add(new Slab(Unbounded, count, objectives == 1 ? Best(thresholds[0]) : Strips(thresholds, [.. Enumerable.Range(0, count)])));
            return;
        }

        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => thresholds[2][i]).ThenBy(i => i)];
        for (var below = 0; below <= count; below++)
        {
            _slabs.Add(new Slab(
                below == 0 ? Unbounded : order[below - 1], below == count ? count : order[below], Strips(thresholds, order[..below])));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rate(Marginals[] marginals, Span<double> gains)
    {
        var values = new Vector512<double>[_shortfalls.Length][];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = new Vector512<double>[_shortfalls[k].Count];
        }

        for (var first = 0; first < gains.Length; first += Marginals.Lanes)
        {
            for (var k = 0; k < values.Length; k++)
            {
                _shortfalls[k].Write(marginals[k].Mean(first), marginals[k].Deviation(first), values[k]);
            }

            var gain = Vector512<double>.Zero;
            foreach (var slab in _slabs)
            {
                var sum = Vector512<double>.Zero;
                foreach (var strip in slab.Strips)
                {
                    var length = Length(values[0], strip.From, strip.To);
                    sum += values.Length > 1 ? length * values[1][strip.Height] : length;
                }

                gain += values.Length == MostObjectives ? sum * Length(values[2], slab.From, slab.To) : sum;
            }

            Vector512.Max(gain, Vector512<double>.Zero).CopyTo(gains[first..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Length(Vector512<double>[] values, int from, int to) => from == Unbounded ? values[to] : values[to] - values[from];

    static List<Strip> Best(double[] thresholds) => [new Strip(Unbounded, thresholds.AsSpan().IndexOf(thresholds.Min()), 0)];

    /// <summary>Returns the strips of the plane that the points do not dominate.</summary>
    static List<Strip> Strips(double[][] thresholds, int[] points)
    {
        var strips = new List<Strip>();
        var (from, height) = (Unbounded, thresholds[0].Length - 1);
        foreach (var point in points.OrderBy(i => thresholds[0][i]).ThenBy(i => thresholds[1][i]).ThenBy(i => i))
        {
            if (thresholds[1][point] < thresholds[1][height])
            {
                strips.Add(new Strip(from, point, height));
                (from, height) = (point, point);
            }
        }

        strips.Add(new Strip(from, thresholds[0].Length - 1, height));
        return strips;
    }

    /// <param name="From">The index of the point at whose first coordinate the strip begins.</param>
    /// <param name="To">The index of the point at whose first coordinate the strip ends.</param>
    /// <param name="Height">The index of the point up to whose second coordinate the strip reaches.</param>
    readonly record struct Strip(int From, int To, int Height);

    readonly record struct Slab(int From, int To, List<Strip> Strips);
}

/// <summary>Computes the expected hypervolume gain over a front, for independent marginals.</summary>
interface IImprovement
{
    /// <summary>Writes each candidate's gain, at least 0.</summary>
    /// <param name="marginals">The marginals of each objective, all with the same number of candidates.</param>
    /// <param name="gains">The destination, as long as the marginals' padded arrays.</param>
    void Rate(Marginals[] marginals, Span<double> gains);
}
