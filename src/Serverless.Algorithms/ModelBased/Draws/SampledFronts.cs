using System.Runtime.Intrinsics;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Draws;

/// <summary>The fronts of many joint draws, and how much volume candidates add to each.</summary>
/// <remarks>
/// Each front's complement is kept cut into boxes (the cached box decomposition of Daulton, Balandat, Bakshy 2021), and cut again when a
/// candidate joins it. With more than three objectives boxes are too many: there the complement is kept as those of 512 uniform points,
/// the same for all draws, that the front does not dominate.
/// </remarks>
sealed class SampledFronts
{
    const int MostObjectivesOfBoxes = 3;
    const int Points = 512;

    readonly double[] _ideal;
    readonly double[] _reference;
    readonly NondominatedSet<int>[] _fronts;
    readonly List<double>?[] _boxes;
    readonly double[][] _points;

    /// <param name="draws">How many.</param>
    /// <param name="ideal">m values; scales volumes.</param>
    /// <param name="reference">m values, larger than the ideal.</param>
    /// <param name="random">Points are drawn from it.</param>
    public SampledFronts(int draws, double[] ideal, double[] reference, RandomStream random)
    {
        (_ideal, _reference) = (ideal, reference);
        _fronts = [.. Enumerable.Range(0, draws).Select(_ => new NondominatedSet<int>(reference.Length))];
        _boxes = new List<double>[draws];
        _points = HasBoxes ? [] : [.. Enumerable.Range(0, Points).Select(_ => Point(random))];
    }

    bool HasBoxes => _reference.Length <= MostObjectivesOfBoxes;

    /// <summary>Adds a candidate to the front of every draw.</summary>
    /// <param name="values">Draws × m, row-major.</param>
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

    /// <summary>Adds to each candidate's gain the share of the box between ideal and reference that it adds in one draw.</summary>
    /// <param name="draw">Which.</param>
    /// <param name="values">One array for each objective, of as many values as gains; scaled in place.</param>
    /// <param name="gains">As many as a multiple of eight.</param>
    public void AddGains(int draw, double[][] values, Span<double> gains)
    {
        for (var k = 0; k < values.Length; k++)
        {
            for (var i = 0; i < gains.Length; i++)
            {
                values[k][i] = Scaled(values[k][i], k);
            }
        }

        var complement = _boxes[draw] ??= HasBoxes ? NondominatedBoxes.Of(_fronts[draw].Points, Ones(values.Length)) : Undominated(_fronts[draw].Points);
        for (var first = 0; first < gains.Length; first += Marginals.Lanes)
        {
            var place = gains.Slice(first, Marginals.Lanes);
            var gain = HasBoxes ? Boxes(complement, values, first) : Counted(complement, values, first) / Points;
            (Vector512.Create((ReadOnlySpan<double>)place) + gain).CopyTo(place);
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

    double Scaled(double value, int objective) => (value - _ideal[objective]) / (_reference[objective] - _ideal[objective]);

    double[] Point(RandomStream random) => [.. _reference.Select(_ => random.NextDouble())];

    static double[] Ones(int length) => [.. Enumerable.Repeat(1.0, length)];

    static Vector512<double> At(double[][] values, int objective, int first) =>
        Vector512.Create((ReadOnlySpan<double>)values[objective].AsSpan(first, Marginals.Lanes));
}
