using System.Globalization;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;

namespace Serverless.EndToEnd.Tests;

/// <summary>What must be the same for two runs of one request: everything but times, ids and who did the work.</summary>
sealed record Outcome(IReadOnlyList<string> Evaluations, IReadOnlyList<string> Front, double Hypervolume)
{
    const string TestAccuracy = "testAccuracy";

    public static async Task<Outcome> OfAsync(Platform platform, string searchId)
    {
        var front = await platform.Searches.FrontAsync(searchId);
        front.Members.ShouldAllBe(member => member.Metrics.ContainsKey(TestAccuracy), "its front is tested");
        return Of(await platform.Searches.EvaluationsAsync(searchId), front);
    }

    /// <summary>Tests of the front left out: only the platform makes them.</summary>
    public static Outcome Of(IReadOnlyList<Evaluation> evaluations, FrontDocument front) =>
        new([.. evaluations.Select(Describe)], [.. front.Members.Select(Describe)], front.Hypervolume);

    /// <summary>Fails with the first difference.</summary>
    public void ShouldEqual(Outcome other)
    {
        Evaluations.ShouldBe(other.Evaluations);
        Front.ShouldBe(other.Front);
        Hypervolume.ShouldBe(other.Hypervolume);
    }

    static string Describe(Evaluation evaluation) =>
        $"{evaluation.Generation}.{evaluation.Index} {evaluation.Candidate} {evaluation.Architecture} {evaluation.Status} {Describe(evaluation.Metrics)}";

    static string Describe(FrontMember member) => $"{member.Candidate} {Describe(member.Objectives)} {Describe(member.Metrics)}";

    static string Describe(IReadOnlyDictionary<string, double> values) => string.Join(
        ' ', values.Where(pair => pair.Key != TestAccuracy).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")));
}
