using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Serverless.Algorithms.Models;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>
/// Computes E max(0, t − value) at some thresholds t, for eight candidates at a time: the integral of the distribution function up to t.
/// </summary>
/// <remarks>
/// The integral is computed in closed form where the transform has one; otherwise by Gauss-Legendre quadrature between neighbouring thresholds, in
/// pieces of about two of the smallest standard deviation that can occur, so that no distribution function rises entirely between two nodes.
/// </remarks>
sealed class Shortfalls
{
    const int MostPieces = 32;
    const double PieceWidth = 2;

    static readonly double[] Nodes = [-0.774596669241483377, 0, 0.774596669241483377];
    static readonly double[] Weights = [5.0 / 18, 8.0 / 18, 5.0 / 18];

    readonly OutputTransform _transform;
    readonly double[] _thresholds;
    readonly int[] _order;
    readonly List<(double At, double Weight)>[] _nodes;

    /// <param name="transform">The transform of the objective.</param>
    /// <param name="thresholds">The thresholds in any order, in the objective's units.</param>
    /// <param name="least">The smallest modelled value that matters: no value that can occur is lower.</param>
    /// <param name="deviation">The smallest standard deviation of a modelled value.</param>
    public Shortfalls(OutputTransform transform, double[] thresholds, double least, double deviation)
    {
        (_transform, _thresholds) = (transform, thresholds);
        _order = [.. Enumerable.Range(0, thresholds.Length).OrderBy(i => thresholds[i]).ThenBy(i => i)];
        _nodes = new List<(double, double)>[thresholds.Length];
        var from = least;
        foreach (var index in transform.HasClosedForm ? [] : _order)
        {
            var to = transform.Apply(thresholds[index]);
            _nodes[index] = to > from ? Pieces(transform, from, to, deviation) : [];
            from = Math.Max(from, to);
        }
    }

    public int Count => _thresholds.Length;

    /// <summary>Writes one value for each threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(Vector512<double> mean, Vector512<double> deviation, Span<Vector512<double>> values)
    {
        if (_transform.HasClosedForm)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _transform.Shortfall(_thresholds[i], mean, deviation);
            }

            return;
        }

        var sum = Vector512<double>.Zero;
        var inverse = Vector512<double>.One / deviation;
        foreach (var index in _order)
        {
            foreach (var (at, weight) in _nodes[index])
            {
                sum += weight * NormalDistribution.Cumulative((Vector512.Create(at) - mean) * inverse);
            }

            values[index] = sum;
        }
    }

    static List<(double At, double Weight)> Pieces(OutputTransform transform, double from, double to, double deviation)
    {
        var pieces = (int)Math.Clamp(Math.Ceiling((to - from) / (PieceWidth * deviation)), 1, MostPieces);
        var nodes = new List<(double, double)>(pieces * Nodes.Length);
        for (var piece = 0; piece < pieces; piece++)
        {
            var low = transform.Restore(from + ((to - from) * piece / pieces));
            var high = transform.Restore(from + ((to - from) * (piece + 1) / pieces));
            for (var node = 0; node < Nodes.Length; node++)
            {
                nodes.Add((transform.Apply(((low + high) / 2) + (Nodes[node] * (high - low) / 2)), Weights[node] * (high - low)));
            }
        }

        return nodes;
    }
}
