using Serverless.Core.Surrogates;
using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates;

/// <summary>Scales the members' spread so that intervals of the mean ± 1.2816 standard deviations contain 80 % of the values.</summary>
/// <remarks>Each member's distance from the mean of all members is multiplied by the factor; the mean does not change.</remarks>
static class SpreadCalibration
{
    /// <summary>The share of values that intervals should contain.</summary>
    public const double Share = 0.8;

    /// <summary>Half the width of such an interval of a normal distribution, in standard deviations.</summary>
    public const double HalfWidth = 1.2815515655446004;

    /// <summary>The number of imaginary values with factor 1 that are added, since few values say little.</summary>
    const int PriorWeight = 10;

    /// <summary>Returns the factor for errors in units of the predicted standard deviation.</summary>
    /// <param name="errors">The errors, not negative; those that are not finite are left out.</param>
    /// <param name="count">The number of independent errors; null for all.</param>
    public static double Factor(IEnumerable<double> errors, int? count = null)
    {
        double[] sorted = [.. errors.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return 1;
        }

        double known = count ?? sorted.Length;

        // The smallest factor that contains the share of values, with the next value counted as if it were there: Vovk, Gammerman, Shafer 2005.
        var found = sorted[Math.Clamp((int)Math.Ceiling(Share * (sorted.Length + 1)) - 1, 0, sorted.Length - 1)] / HalfWidth;
        return found > 0 && double.IsFinite(found) ? Math.Exp(Math.Log(found) * known / (known + PriorWeight)) : 1;
    }

    /// <summary>Scales the spread of n × members × m values in place.</summary>
    public static float[] Apply(SurrogateMetadata metadata, float[] values)
    {
        if (metadata.SpreadFactors is not { } factors)
        {
            return values;
        }

        var (members, targets) = (metadata.Members, factors.Count);
        for (var start = 0; start < values.Length; start += members * targets)
        {
            for (var target = 0; target < targets; target++)
            {
                var mean = 0.0;
                for (var member = 0; member < members; member++)
                {
                    mean += values[start + (member * targets) + target] / (double)members;
                }

                for (var member = 0; member < members; member++)
                {
                    ref var value = ref values[start + (member * targets) + target];
                    value = (float)(mean + (factors[target] * (value - mean)));
                }
            }
        }

        return values;
    }

    /// <summary>Exports <see cref="Apply"/> for a value N × (members · m).</summary>
    public static string Write(SurrogateMetadata metadata, OnnxGraph graph, string values)
    {
        if (metadata.SpreadFactors is not { } factors)
        {
            return values;
        }

        // Computed separately from the mean: large values that hardly differ would lose the digits in which they differ.
        var (members, targets) = (metadata.Members, factors.Count);
        var all = graph.Reshape(values, -1, members, targets);
        var mean = graph.Reshape(graph.Multiply(graph.ReduceSum(all, axis: 1), graph.Weights([1f / members])), -1, 1, targets);
        var apart = graph.Multiply(graph.Subtract(all, mean), graph.Weights([.. factors.Select(factor => (float)factor)], 1, 1, targets));
        return graph.Reshape(graph.Add(mean, apart), -1, members * targets);
    }
}
