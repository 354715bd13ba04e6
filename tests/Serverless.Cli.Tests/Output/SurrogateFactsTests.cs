using Serverless.Algorithms.Acquisition;
using Serverless.Cli.Output;
using Serverless.Cli.Watching;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Tests.Output;

/// <summary>The text about predictions.</summary>
public sealed class SurrogateFactsTests
{
    static readonly SurrogateProgress Progress = new()
    {
        Kind = "ridge",
        Decision = new SurrogateDecision
        {
            Generation = 3,
            Role = SurrogateRole.Active,
            Reason = "It chooses.",
            Surrogate = "s1-g3",
            FreshCorrelation = 0.714,
            Fresh = 12,
            HeldOutCorrelation = 0.5,
        },
        Screened = 1_500,
        Chosen = 18,
    };

    [Fact]
    public void Of_Progress_NamesKindRoleCountsAndCorrelations() => SurrogateFacts.Of(Progress).ShouldBe(
    [
        ("surrogate", "ridge, active"),
        ("screened", "1500 candidates, 18 of them chosen"),
        ("rank correlation", "tau 0.71 on 12 fresh results, tau 0.50 on held-out examples"),
        ("surrogate says", "It chooses."),
    ]);

    [Fact]
    public void Of_Nothing_SaysNothing()
    {
        SurrogateFacts.Of((SurrogateProgress?)null).ShouldBeEmpty();
        SurrogateFacts.Of((PredictedOutcome?)null).ShouldBeEmpty();
        SurrogateFacts.Line(null).ShouldBeEmpty();
    }

    [Fact]
    public void Of_APrediction_StandsWithItsSpreadAndReason()
    {
        var facts = SurrogateFacts.Of(new PredictedOutcome
        {
            Surrogate = "s1-g3",
            Values = new Dictionary<string, double> { ["accuracy"] = 81.25 },
            Spreads = new Dictionary<string, double> { ["accuracy"] = 0.5 },
            Fidelity = "full",
            Reason = ChoiceReason.Improvement,
            Worth = 1.25,
        }).ToList();

        facts.ShouldContain(("predicted accuracy %", "81.25 ± 0.50"));
        facts.ShouldContain(("chosen for", "improvement, 1.25"));
    }

    [Fact]
    public void Line_OfARunningSearch_TellsHowManyWereScreened() =>
        ProgressText.Line(new WatchedSearch(Samples.Search() with { Surrogate = Progress }, DateTimeOffset.UnixEpoch, null))
            .ShouldContain("ridge active, screened 1500, tau 0.71 on 12 fresh results");
}
