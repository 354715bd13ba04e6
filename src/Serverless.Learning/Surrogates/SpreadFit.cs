using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates;

/// <summary>Finds what an ensemble's spread has to be multiplied with, from what its members say of architectures that they have not seen.</summary>
/// <remarks>
/// Members see most of what the others do not, so their spread there is not that of new architectures: it is taken of drawn ones, and errors of
/// what was held out. A held-out architecture is mostly judged by one member, whose own deviation a mean of all has not: it is taken off.
/// </remarks>
static class SpreadFit
{
    const int Drawn = 256;
    const int MostDraws = 20 * Drawn;

    /// <summary>Errors by one member are not made smaller than by this factor.</summary>
    const double LeastShrinkage = 0.5;

    /// <summary>By target; null for one member, or when nothing was held out.</summary>
    /// <param name="set">n architectures.</param>
    /// <param name="encoder">Of the space.</param>
    /// <param name="heldOut">By member: what it has not seen.</param>
    /// <param name="values">What members say of the set: n × members × m, in the targets' units.</param>
    /// <param name="predict">What members say of other architectures, spread as it was fitted.</param>
    /// <param name="seed">Draws architectures.</param>
    public static double[]? Of(
        SurrogateTrainingSet set, ArchitectureEncoder encoder, int[][] heldOut, ReadOnlySpan<float> values,
        Func<IReadOnlyList<Architecture>, SurrogatePredictions> predict, long seed)
    {
        var (members, targets) = (heldOut.Length, set.Targets.Count);
        var unseen = heldOut.SelectMany((rows, member) => rows.Select(row => (row, member))).ToLookup(pair => pair.row, pair => pair.member);
        List<Architecture> others = members > 1 && unseen.Count > 0 ? Others(set, encoder, seed) : [];
        if (others.Count == 0)
        {
            return null;
        }

        var predictions = predict(others);
        var factors = new double[targets];
        for (var target = 0; target < targets; target++)
        {
            var errors = new List<double>();
            foreach (var row in unseen)
            {
                var truth = set.ValuesOf(row.Key)[target];
                var mean = 0.0;
                foreach (var member in row)
                {
                    mean += values[(((row.Key * members) + member) * targets) + target] / (double)row.Count();
                }

                if (!double.IsNaN(truth))
                {
                    errors.Add(Math.Abs(truth - mean));
                }
            }

            double[] spreads = [.. Enumerable.Range(0, others.Count).Select(index => predictions.ValueSpread(index, target)).Where(spread => spread > 0)];
            factors[target] = Factor(errors, spreads, members);
        }

        return factors;
    }

    /// <summary>The factor with which intervals hold as many errors as they are to, errors and spreads paired in all ways.</summary>
    static double Factor(List<double> errors, double[] spreads, int members)
    {
        if (errors.Count == 0 || spreads.Length == 0)
        {
            return 1;
        }

        var own = (1 - (1.0 / members)) * spreads.Average(spread => spread * spread) / Math.Max(errors.Average(error => error * error), double.Epsilon);
        var shrinkage = Math.Max(LeastShrinkage, Math.Sqrt(Math.Max(0, 1 - own)));
        return SpreadCalibration.Factor(errors.SelectMany(error => spreads.Select(spread => error * shrinkage / spread)), errors.Count);
    }

    /// <summary>Architectures of the space that are not in the set and have an output.</summary>
    static List<Architecture> Others(SurrogateTrainingSet set, ArchitectureEncoder encoder, long seed)
    {
        var random = RandomStream.For(seed, 0, RandomPurpose.Calibration);
        var known = set.Architectures.ToHashSet();
        var others = new List<Architecture>();
        for (var draw = 0; draw < MostDraws && others.Count < Drawn; draw++)
        {
            var architecture = set.Space.Canonicalise(set.Space.Sample(random));
            if (encoder.IsConnected(architecture) && known.Add(architecture))
            {
                others.Add(architecture);
            }
        }

        return others;
    }
}
