using Serverless.Algorithms.Models;
using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>Exports kernels between features and training rows. Sums nearly cancel, so everything is in float64.</summary>
static class ProcessGraph
{
    /// <summary>Returns the covariances of rows with all training rows, N × n, and of each row with itself, N × 1, without noise.</summary>
    public static (string Covariances, string Prior) Covariances(OnnxGraph graph, FeatureProcess process, string rows)
    {
        var covariances = Constant(graph, process, rows);
        var prior = graph.Numbers([FeatureProcess.Constant]);
        foreach (var term in process.Terms.Where(term => term.Columns.Length > 0))
        {
            var (width, count) = (term.Columns.Length, process.Weights.Count);
            var read = graph.Gather(rows, term.Columns, axis: 1);
            var scaled = graph.Add(graph.Multiply(read, graph.Numbers(term.Factors, width)), graph.Numbers(term.Offsets, width));
            var norms = graph.Reshape(graph.ReduceSum(graph.Multiply(scaled, scaled), axis: 1), -1, 1);
            var products = graph.MatMul(scaled, graph.Numbers(Transposed(term.Points, width), width, count));
            var amplitude = graph.Numbers([term.Amplitude]);
            covariances = graph.Add(covariances, graph.Multiply(term.IsLinear ? products : Matern(graph, term, norms, products), amplitude));
            prior = graph.Add(prior, term.IsLinear ? graph.Multiply(norms, amplitude) : amplitude);
        }

        // Terms that read no columns are the same for all rows.
        var constant = graph.Numbers([process.Terms.Where(term => term.Columns.Length == 0).Sum(term => term.Prior([]))]);
        return (graph.Add(covariances, constant), graph.Add(prior, constant));
    }

    /// <summary>Returns the variance of an observation, N × 1: the prior variance minus what the leading rows explain.</summary>
    public static string Variance(OnnxGraph graph, FeatureProcess process, string covariances, string prior)
    {
        var leading = process.Leading;
        var some = leading == process.Weights.Count ? covariances : graph.Gather(covariances, Enumerable.Range(0, leading), axis: 1);
        var solved = graph.MatMul(some, graph.Numbers(Transposed([.. process.Whitening], leading), leading, leading));
        var told = graph.Reshape(graph.ReduceSum(graph.Multiply(solved, solved), axis: 1), -1, 1);
        return graph.Max(graph.Subtract(graph.Add(prior, graph.Numbers([process.Noise])), told), graph.Numbers([process.Noise]));
    }

    /// <summary>Returns the constant as N × n, also if no term reads a column.</summary>
    static string Constant(OnnxGraph graph, FeatureProcess process, string rows)
    {
        var nothing = graph.Multiply(graph.Gather(rows, [0], axis: 1), graph.Numbers([0]));
        var count = process.Weights.Count;
        return graph.Add(nothing, graph.Numbers([.. Enumerable.Repeat(FeatureProcess.Constant, count)], 1, count));
    }

    static string Matern(OnnxGraph graph, ProcessTerm term, string norms, string products)
    {
        var width = term.Columns.Length;
        double[] own = [.. term.Points.Chunk(width).Select(point => point.Sum(value => value * value))];
        var sums = graph.Add(norms, graph.Numbers(own, 1, own.Length));
        var squared = graph.Max(graph.Subtract(sums, graph.Add(products, products)), graph.Numbers([0]));
        var distance = graph.SquareRoot(graph.Multiply(squared, graph.Numbers([5])));
        var polynomial = graph.Add(graph.Add(distance, graph.Numbers([1])), graph.Multiply(squared, graph.Numbers([5.0 / 3])));
        return graph.Multiply(polynomial, graph.Exp(graph.Multiply(distance, graph.Numbers([-1]))));
    }

    static double[] Transposed(double[] matrix, int width)
    {
        var height = matrix.Length / width;
        var transposed = new double[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            transposed[(i % width * height) + (i / width)] = matrix[i];
        }

        return transposed;
    }
}
