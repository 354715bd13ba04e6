using Serverless.Core.Surrogates;

namespace Serverless.Core.Tests.Surrogates;

public sealed class SurrogatePolicyTests
{
    static readonly SurrogateSpecification Specification = new()
    {
        Kind = "ridge",
        PoolSize = 500,
        Ensemble = 5,
        StartupTrials = 12,
        MinimumCorrelation = 0.25,
        Exploration = 0.1,
    };

    static readonly SurrogateDiagnostics Evidence = new() { Generation = 3, Examples = 18, FittedTo = 12, Surrogate = "s1-g2", HeldOutCorrelation = 0.5 };

    [Theory]
    [InlineData(11, 0, false)]
    [InlineData(12, 0, true)]
    [InlineData(12, 12, false)]
    [InlineData(13, 12, false)]
    [InlineData(14, 12, true)]
    [InlineData(109, 100, false)]
    [InlineData(110, 100, true)]
    [InlineData(12, 100, false)]
    [InlineData(11, 100, false)]
    [InlineData(60, 100, false)]
    public void IsFitDue_EnoughAndATenthMore(int examples, int fittedTo, bool isDue) =>
        SurrogatePolicy.IsFitDue(Specification, examples, fittedTo).ShouldBe(isDue);

    [Theory]
    [InlineData(99, null, false)]
    [InlineData(99, 0.25, false)]
    [InlineData(99, 0.24, true)]
    [InlineData(100, 0.9, true)]
    public void IsOutgrown_AsMuchKnownOrRankedBadly(int examples, double? fresh, bool isOutgrown) =>
        SurrogatePolicy.IsOutgrown(Specification, examples, registered: 100, fresh).ShouldBe(isOutgrown);

    [Fact]
    public void Advise_TooLittleKnown_IsAbsentAndSaysHowMuchIsMissing()
    {
        var advice = SurrogatePolicy.Advise(Specification, Evidence with { Surrogate = null, HeldOutCorrelation = null, Examples = 7 });

        advice.Role.ShouldBe(SurrogateRole.None);
        advice.Reason.ShouldBe("Too few evaluations: 7 of the 12 that a first fit needs.");
    }

    [Fact]
    public void Advise_FirstFitFailed_IsAbsentAndSaysWhy()
    {
        var advice = SurrogatePolicy.Advise(Specification, Evidence with { Surrogate = null, Failure = "The fit of s1-g2 failed: no worker." });

        advice.Role.ShouldBe(SurrogateRole.None);
        advice.Reason.ShouldBe("No surrogate could be fitted. The fit of s1-g2 failed: no worker.");
    }

    [Fact]
    public void Advise_LaterFitFailed_GoesOnWithTheOneBefore()
    {
        var advice = SurrogatePolicy.Advise(Specification, Evidence with { Failure = "The fit of s1-g3 failed: no worker." });

        advice.Role.ShouldBe(SurrogateRole.Active);
        advice.Surrogate.ShouldBe("s1-g2");
        advice.Reason.ShouldEndWith("The fit of s1-g3 failed: no worker.");
    }

    [Theory]
    [InlineData(0.25, SurrogateRole.Active)]
    [InlineData(0.24, SurrogateRole.Shadow)]
    [InlineData(null, SurrogateRole.Shadow)]
    public void Advise_NothingFresh_GoesByWhatWasHeldOut(double? heldOut, SurrogateRole role) =>
        SurrogatePolicy.Advise(Specification, Evidence with { HeldOutCorrelation = heldOut }).Role.ShouldBe(role);

    [Theory]
    [InlineData(0.9, 0.1, SurrogateRole.Shadow)]
    [InlineData(0.1, 0.9, SurrogateRole.Active)]
    public void Advise_FreshResults_CountForMoreThanWhatWasHeldOut(double heldOut, double fresh, SurrogateRole role)
    {
        var advice = SurrogatePolicy.Advise(Specification, Evidence with { HeldOutCorrelation = heldOut, FreshCorrelation = fresh, Fresh = 6 });

        advice.Role.ShouldBe(role);
        advice.Reason.ShouldContain(FormattableString.Invariant($"rank correlation {fresh:0.00} on evaluations measured after their prediction (6), 0.25 required"));
        (advice.FreshCorrelation, advice.Fresh, advice.HeldOutCorrelation, advice.FittedTo).ShouldBe((fresh, 6, heldOut, 12));
    }
}
