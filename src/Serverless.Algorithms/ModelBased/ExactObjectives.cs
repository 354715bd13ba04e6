using System.Runtime.CompilerServices;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Creates models of objectives that are known before an evaluation: their values, with a variance of 10⁻⁹ of the observed one.</summary>
/// <param name="known">The function of <see cref="ProblemDefinition.KnownObjectives"/>.</param>
sealed class ExactObjectives(Func<Architecture, IReadOnlyList<double>> known)
{
    const double VarianceShare = 1e-9;

    /// <summary>The smallest variance as a share of the squared mean, which keeps the deviation above zero when all values are equal.</summary>
    const double LeastShare = 1e-18;

    readonly ConditionalWeakTable<CandidateCatalogue, FeatureTable[]> _tables = [];

    /// <summary>Returns the model of an objective; null if only an evaluation can determine the objective.</summary>
    /// <param name="members">The observed members, at least one.</param>
    /// <param name="objective">The index of the objective.</param>
    public ObjectiveModel? ModelOf(IReadOnlyList<Member> members, int objective)
    {
        double[] observed = [.. members.Select(member => known(member.Architecture)[objective]).Where(value => !double.IsNaN(value))];
        if (observed.Length == 0)
        {
            return null;
        }

        var mean = observed.Average();
        var variance = observed.Average(value => (value - mean) * (value - mean));
        var least = Math.Max(LeastShare * mean * mean, double.Epsilon);
        return ObjectiveModel.Exact(catalogue => TableOf(catalogue, objective), Math.Sqrt(Math.Max(VarianceShare * variance, least)));
    }

    /// <summary>
    /// Returns the known objectives of a whole catalogue, computed once for all objectives: laying out networks takes longer than predicting them.
    /// </summary>
    FeatureTable TableOf(CandidateCatalogue catalogue, int objective) => _tables.GetValue(catalogue, _ =>
    {
        var rows = Array.ConvertAll(catalogue.Architectures, architecture => known(architecture));
        return [.. Enumerable.Range(0, rows[0].Count).Select(k => FeatureTable.OfValues(Complete(Array.ConvertAll(rows, row => row[k]))))];
    })[objective];

    /// <summary>Replaces the few unknown values by the mean of the known ones.</summary>
    static double[] Complete(double[] values)
    {
        var mean = values.Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average();
        return Array.ConvertAll(values, value => double.IsNaN(value) ? mean : value);
    }
}
