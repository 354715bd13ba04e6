using System.Runtime.Intrinsics;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Keeps the fronts of many joint draws and computes how much volume candidates add to each.</summary>
/// <remarks>
/// The complement of each front is kept as a set of boxes (the cached box decomposition of Daulton, Balandat, Bakshy 2021), which is computed again
/// when a candidate joins the front. With more than three objectives there would be too many boxes: there the complement is represented by those of
/// 512 uniform points, the same for all draws, that the front does not dominate. When few candidates are examined between two that join, the
/// decomposition costs more than it saves: <see cref="InUnits"/> creates fronts that compute each candidate's contribution on its own, exactly.
/// </remarks>
sealed class SampledFronts : IDrawnGains
{
    const int MostObjectivesOfBoxes = 3;
    const int Points = 512;

    readonly double[] _origin;
    readonly double[] _scale;
    readonly double[] _reference;
    readonly bool _isExact;
    readonly NondominatedSet<int>[] _fronts;
    readonly List<double>?[] _boxes;
    readonly double[][] _points;

    SampledFronts(int draws, double[] origin, double[] scale, double[] reference, RandomStream? random)
    {
        (_origin, _scale, _reference, _isExact) = (origin, scale, reference, random is null);
        _fronts = [.. Enumerable.Range(0, draws).Select(_ => new NondominatedSet<int>(reference.Length))];
        _boxes = new List<double>[draws];
        _points = random is null || HasBoxes ? [] : [.. Enumerable.Range(0, Points).Select(_ => Point(random))];
    }

    /// <summary>Creates fronts that measure gains as shares of the box between the ideal and the reference point.</summary>
    /// <param name="draws">The number of draws.</param>
    /// <param name="ideal">The ideal point: m values.</param>
    /// <param name="reference">The reference point: m values, larger than the ideal ones.</param>
    /// <param name="random">The source of the uniform points.</param>
    public SampledFronts(int draws, double[] ideal, double[] reference, RandomStream random)
        : this(draws, ideal, [.. reference.Zip(ideal, (to, from) => to - from)], Filled(reference.Length, 1), random)
    {
    }

    /// <summary>Creates fronts that measure gains in the objectives' units, exactly in any number of objectives.</summary>
    /// <param name="draws">The number of draws.</param>
    /// <param name="reference">The reference point: m finite values.</param>
    public static SampledFronts InUnits(int draws, double[] reference) =>
        new(draws, Filled(reference.Length, 0), Filled(reference.Length, 1), reference, random: null);

    public bool NeverGrow => _isExact;

    bool HasBoxes => _reference.Length <= MostObjectivesOfBoxes;

    public void Add(ReadOnlySpan<double> values)
    {
        var scaled = new double[_reference.Length];
        for (var draw = 0; draw < _fronts.Length; draw++)
        {
            for (var k = 0; k < scaled.Length; k++)
            {
                scaled[k] = Scaled(values[(draw * scaled.Length) + k], k);
            }

            if (_fronts[draw].Add(scaled, 0))
            {
                _boxes[draw] = null;
            }
        }
    }

    public void AddGains(int draw, double[][] values, Span<double> gains)
    {
        for (var k = 0; k < values.Length; k++)
        {
            for (var i = 0; i < gains.Length; i++)
            {
                values[k][i] = Scaled(values[k][i], k);
            }
        }

        if (_isExact)
        {
            AddContributions(_fronts[draw].Points, values, gains);
            return;
        }

        var complement = _boxes[draw] ??= HasBoxes ? NondominatedBoxes.Of(_fronts[draw].Points, _reference) : Undominated(_fronts[draw].Points);
        for (var first = 0; first < gains.Length; first += Marginals.Lanes)
        {
            var place = gains.Slice(first, Marginals.Lanes);
            var gain = HasBoxes ? Boxes(complement, values, first) : Counted(complement, values, first) / Points;
            (Vector512.Create((ReadOnlySpan<double>)place) + gain).CopyTo(place);
        }
    }

    void AddContributions(ReadOnlySpan<double> front, double[][] values, Span<double> gains)
    {
        var point = new double[values.Length];
        for (var i = 0; i < gains.Length; i++)
        {
            for (var k = 0; k < point.Length; k++)
            {
                point[k] = values[k][i];
            }

            gains[i] += HypervolumeContribution.OfAdding(point, front, _reference);
        }
    }

    static Vector512<double> Boxes(List<double> boxes, double[][] values, int first)
    {
        var sum = Vector512<double>.Zero;
        var objectives = values.Length;
        for (var box = 0; box < boxes.Count; box += 2 * objectives)
        {
            var volume = Vector512<double>.One;
            for (var k = 0; k < objectives; k++)
            {
                var from = Vector512.Max(Vector512.Create(boxes[box + k]), At(values, k, first));
                volume *= Vector512.Max(Vector512.Create(boxes[box + objectives + k]) - from, Vector512<double>.Zero);
            }

            sum += volume;
        }

        return sum;
    }

    static Vector512<double> Counted(List<double> points, double[][] values, int first)
    {
        var sum = Vector512<double>.Zero;
        for (var point = 0; point < points.Count; point += values.Length)
        {
            var reached = Vector512<double>.One;
            for (var k = 0; k < values.Length; k++)
            {
                var isReached = Vector512.LessThanOrEqual(At(values, k, first), Vector512.Create(points[point + k]));
                reached = Vector512.ConditionalSelect(isReached, reached, Vector512<double>.Zero);
            }

            sum += reached;
        }

        return sum;
    }

    List<double> Undominated(ReadOnlySpan<double> front)
    {
        var undominated = new List<double>();
        foreach (var point in _points)
        {
            var isDominated = false;
            for (var start = 0; start < front.Length && !isDominated; start += point.Length)
            {
                isDominated = Dominance.Dominates(front.Slice(start, point.Length), point);
            }

            if (!isDominated)
            {
                undominated.AddRange(point);
            }
        }

        return undominated;
    }

    double Scaled(double value, int objective) => (value - _origin[objective]) / _scale[objective];

    double[] Point(RandomStream random) => [.. _reference.Select(_ => random.NextDouble())];

    static double[] Filled(int length, double value) => [.. Enumerable.Repeat(value, length)];

    static Vector512<double> At(double[][] values, int objective, int first) =>
        Vector512.Create((ReadOnlySpan<double>)values[objective].AsSpan(first, Marginals.Lanes));
}
