using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Cli.Tests.Commands;

/// <summary><c>search show --why</c>.</summary>
public sealed class SearchReasonsTests
{
    [Fact]
    public async Task SearchShow_Why_CountsCandidatesByReason()
    {
        Evaluation Failed(string candidate, string reason) => Samples.Evaluations()[0] with
        {
            Candidate = new CandidateId(candidate),
            Status = EvaluationStatus.Abandoned,
            Error = reason,
            Failure = EvaluationFailure.Of(reason),
        };
        Evaluation[] evaluations =
        [
            Failed("c7", "Out of memory"), Failed("c8", "The training diverged"), Failed("c9", "The training diverged"),
            Samples.Evaluations()[0] with { Status = EvaluationStatus.Completed, Failure = null, Cached = false },
        ];
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search(SearchStatus.Completed) with { Id = "s1", StopReason = StopReason.BudgetTrainings }))
            .Answer("GET /api/searches/s1/evaluations", 200, $$"""{"value":[{{string.Join(',', evaluations.Select(Answer.Json))}}]}""");

        var run = await CliRun.OfAsync(platform, "search", "show", "s1", "--why", "--output", "json");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        var reasons = JsonNode.Parse(run.Out)!.AsArray().Select(reason => ((string?)reason!["what"], (int?)reason["count"], (string?)reason["why"], (string?)reason["example"])).ToList();
        reasons[0].Item1.ShouldBe("Completed");
        reasons[0].Item3.ShouldNotBeNull().ShouldContain("trainings used up");
        reasons.Where(reason => reason.Item1 == "failed").ShouldBe([("failed", 2, "The training diverged", "c8"), ("failed", 1, "Out of memory", "c7")]);
        reasons.ShouldContain(reason => reason.Item1 == "completed" && reason.Item2 == 1);
    }
}
