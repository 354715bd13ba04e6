using System.Globalization;

namespace Serverless.Bench.Reports;

/// <summary>Describes a problem before its figures.</summary>
static class ProblemWords
{
    public static IEnumerable<string> About(ProblemReport problem)
    {
        FormattableString size = $"{Count(problem.Architectures)} architectures in the table, {Count(problem.Candidates)} candidates to propose.";
        yield return size.ToString(CultureInfo.InvariantCulture);
        foreach (var front in problem.Fronts)
        {
            FormattableString line =
                $"True front, {ProblemTables.Words(front.Convention)}: {front.Vectors} vectors of {Count(front.CountingArchitectures)} architectures that count, hypervolume {front.Hypervolume:0.00000}{Reachable(front)}.";
            yield return line.ToString(CultureInfo.InvariantCulture);
        }
    }

    // Numbers of candidates are capped at this value.
    static string Count(long count) => count == long.MaxValue ? "more than 9 · 10¹⁸" : count.ToString("N0", CultureInfo.InvariantCulture);

    static string Reachable(FrontReport front) => front.ReachableFraction < 1
        ? FormattableString.Invariant($", of which merging leaves {front.ReachableFraction:0.0000} to be found")
        : "";
}
