using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates;

/// <summary>Fits the factor of an ensemble's spread, from the members' predictions of architectures that they have not seen.</summary>
/// <remarks>
/// Members see most of what the others do not, so their spread on held-out architectures is not that of new architectures: the spread is measured on
/// drawn architectures, and the errors on held-out ones. A held-out architecture is mostly predicted by a single member, whose own deviation the mean
/// of
/// all members does not have: that part of the error is subtracted.
/// </remarks>
static class SpreadFit
{
    const int Drawn = 256;
    const int MostDraws = 20 * Drawn;

    /// <summary>The smallest factor by which errors of a single member are reduced.</summary>
    const double LeastShrinkage = 0.5;

    /// <summary>Returns the factor of each target; null for a single member, or if nothing was held out.</summary>
    /// <param name="set">n architectures.</param>
    /// <param name="encoder">The encoder of the search space.</param>
    /// <param name="heldOut">For each member, the indices of the architectures that it has not seen.</param>
    /// <param name="values">The members' predictions of the set, n × members × m, in the targets' units.</param>
    /// <param name="predict">Returns the members' predictions of other architectures, with the spread as fitted.</param>
    /// <param name="seed">The seed of the drawn architectures.</param>
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

    /// <summary>Returns the factor with which intervals contain the desired share of errors, over all pairs of errors and spreads.</summary>
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

    /// <summary>Draws architectures of the search space that are not in the set and whose input reaches their output.</summary>
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
