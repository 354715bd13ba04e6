using System.Runtime.CompilerServices;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Models of objectives that are known before an evaluation: their values, with 10⁻⁹ of the observed variance.</summary>
/// <param name="known">As <see cref="ProblemDefinition.KnownObjectives"/>.</param>
sealed class ExactObjectives(Func<Architecture, IReadOnlyList<double>> known)
{
    const double VarianceShare = 1e-9;

    /// <summary>Of the square of the mean: keeps values that are all equal from a deviation of zero.</summary>
    const double LeastShare = 1e-18;

    readonly ConditionalWeakTable<CandidateCatalogue, FeatureTable[]> _tables = [];

    /// <summary>The model of an objective; null where only an evaluation tells it.</summary>
    /// <param name="members">Those observed, at least one.</param>
    /// <param name="objective">Which.</param>
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

    /// <summary>What is known of a whole catalogue, asked once for all objectives: to lay networks out takes longer than to predict them.</summary>
    FeatureTable TableOf(CandidateCatalogue catalogue, int objective) => _tables.GetValue(catalogue, _ =>
    {
        var rows = Array.ConvertAll(catalogue.Architectures, architecture => known(architecture));
        return [.. Enumerable.Range(0, rows[0].Count).Select(k => FeatureTable.OfValues(Complete(Array.ConvertAll(rows, row => row[k]))))];
    })[objective];

    /// <summary>What is known of the others stands for the few of which nothing is known: their mean.</summary>
    static double[] Complete(double[] values)
    {
        var mean = values.Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average();
        return Array.ConvertAll(values, value => double.IsNaN(value) ? mean : value);
    }
}
