using System.Globalization;

namespace Serverless.Bench.Reports;

/// <summary>What there is to know of a problem before its figures.</summary>
static class ProblemWords
{
    public static IEnumerable<string> About(ProblemReport problem)
    {
        FormattableString size = $"{problem.Architectures:N0} architectures in the table, {problem.Candidates:N0} candidates to propose.";
        yield return size.ToString(CultureInfo.InvariantCulture);
        foreach (var front in problem.Fronts)
        {
            FormattableString line =
                $"True front, {ProblemTables.Words(front.Convention)}: {front.Vectors} vectors of {front.CountingArchitectures:N0} architectures that count, hypervolume {front.Hypervolume:0.00000}{Reachable(front)}.";
            yield return line.ToString(CultureInfo.InvariantCulture);
        }
    }

    static string Reachable(FrontReport front) => front.ReachableFraction < 1
        ? FormattableString.Invariant($", of which merging leaves {front.ReachableFraction:0.0000} to be found")
        : "";
}
