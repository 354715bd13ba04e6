using System.Text.Json;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Core.Tests.Fronts;

/// <summary>
/// The dashboard computes fronts, hypervolumes and choices itself, in TypeScript. The file of cases that its tests read contains the results of this
/// code, so that both stay the same.
/// </summary>
public sealed class SharedFrontCasesTests
{
    const string Name = "front-cases.json";

    [Fact]
    public void File_OfCases_IsWhatThisCodeFinds()
    {
        string[] lines = [.. Cases().Select(one => JsonSerializer.Serialize(one, JsonSerializerOptions.Web))];
        var made = $"[\n{string.Join(",\n", lines)}\n]\n";
        var path = Path.Combine(RepositoryPaths.Root, "tests", "Serverless.Dashboard.Tests", "Logic", Name);
        if (!File.Exists(path) || File.ReadAllText(path) != made)
        {
            var fresh = Path.Combine(Path.GetTempPath(), Name);
            File.WriteAllText(fresh, made);
            Assert.Fail($"{path} differs from what this code finds. Where that is right, change the dashboard likewise: cp {fresh} {path}");
        }
    }

    static IEnumerable<SharedCase> Cases()
    {
        foreach (var objectives in new[] { 1, 2, 3, 4 })
        {
            yield return Case($"{objectives} objectives", objectives, draw => Math.Round(draw.NextDouble(), 4));
            yield return Case($"{objectives} objectives, many equal values", objectives, draw => draw.NextInt(5));
        }
    }

    static SharedCase Case(string name, int objectives, Func<RandomStream, double> value)
    {
        const int Count = 24;
        double[][] points = [.. Enumerable.Range(0, Count).Select(at =>
        {
            var draw = RandomStream.For(15, objectives, at);
            return Enumerable.Range(0, objectives).Select(_ => value(draw)).ToArray();
        })];

        // Not in the order of places, so that ties show what decides them.
        string[] ids = [.. Enumerable.Range(0, Count).Select(at => FormattableString.Invariant($"c{at * 7 % Count:00}"))];
        double[] weights = [.. Enumerable.Range(1, objectives).Select(at => 1.0 / at)];
        double[] reference = [.. Enumerable.Repeat(0.9 * points.Max(point => point.Max()), objectives)];
        double[] flat = [.. points.SelectMany(point => point)];
        int[] front = [.. NondominatedSort.Fronts(flat, objectives)[0].Order()];
        Objective[] each = [.. Enumerable.Range(0, objectives).Select(at => new Objective { Metric = FormattableString.Invariant($"m{at}"), Goal = Goal.Minimise })];
        FrontMember[] members = [.. front.Select(place => new FrontMember
        {
            Candidate = new CandidateId(ids[place]),
            Architecture = ids[place],
            Objectives = each.Zip(points[place]).ToDictionary(pair => pair.First.Name, pair => pair.Second),
            Metrics = new Dictionary<string, double>(),
        })];
        return new SharedCase(name, points, ids, reference, weights, new SharedAnswers(
            front,
            Hypervolume.Of(flat, reference),
            Places(FrontSelection.ByKnee(members, each, 3)),
            Places(FrontSelection.BySpread(members, each, 5)),
            Places(FrontSelection.ByWeights(members, each, each.Zip(weights).ToDictionary(pair => pair.First.Name, pair => pair.Second), 3))));

        IReadOnlyList<int> Places(IReadOnlyList<FrontMember> chosen) => [.. chosen.Select(member => Array.IndexOf(ids, member.Candidate.Value))];
    }

    /// <param name="Name">What it is called.</param>
    /// <param name="Points">n × m, minimised.</param>
    /// <param name="Ids">The candidates'.</param>
    /// <param name="Reference">Up to where the hypervolume is measured.</param>
    /// <param name="Weights">Of the objectives.</param>
    /// <param name="Expected">What is found.</param>
    sealed record SharedCase(string Name, double[][] Points, string[] Ids, double[] Reference, double[] Weights, SharedAnswers Expected);

    /// <param name="Front">Places of the nondominated points.</param>
    /// <param name="Hypervolume">What they dominate.</param>
    /// <param name="Knee">Three members by knee.</param>
    /// <param name="Spread">Five members by spread.</param>
    /// <param name="Weighted">Three members by weights.</param>
    sealed record SharedAnswers(IReadOnlyList<int> Front, double Hypervolume, IReadOnlyList<int> Knee, IReadOnlyList<int> Spread, IReadOnlyList<int> Weighted);
}
