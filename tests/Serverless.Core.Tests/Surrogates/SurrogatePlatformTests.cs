using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Surrogates;

public sealed class SurrogatePlatformTests
{
    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    static readonly Objective Board = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };
    static readonly Objective Energy = new() { Metric = "energyMj", Goal = Goal.Minimise, Device = "board" };
    static readonly Objective Phone = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "phone" };

    [Fact]
    public void Of_SeveralDevices_IsOneForEachAndOneForAll() =>
        SurrogatePlatform.Of([Board, Accuracy, Phone, Energy]).Select(platform => platform.Description).ShouldBe(
        [
            "board (latencyMs@board, accuracy, energyMj@board)",
            "phone (accuracy, latencyMs@phone)",
            "board+phone (latencyMs@board, accuracy, latencyMs@phone, energyMj@board)",
        ]);

    [Fact]
    public void Of_NoOrOneDevice_IsOne()
    {
        SurrogatePlatform.Of([Accuracy, Board]).ShouldHaveSingleItem().Description.ShouldBe("board (accuracy, latencyMs@board)");
        SurrogatePlatform.Of([Accuracy]).ShouldHaveSingleItem().Description.ShouldBe("accuracy (accuracy)");
    }

    [Fact]
    public void FindPlatform_ObjectivesInAnyOrder_IsTheirIndexOrNone()
    {
        var metadata = Metadata(SurrogatePlatform.Of([Accuracy, Board, Phone]));

        metadata.FindPlatform([Phone, Accuracy]).ShouldBe(1);
        metadata.FindPlatform([Accuracy, Phone, Board]).ShouldBe(2);
        metadata.FindPlatform([Accuracy]).ShouldBeNull();
        metadata.FindPlatform([Accuracy with { Goal = Goal.Minimise }, Board]).ShouldBeNull();
        metadata.LackOfPlatform([Accuracy, Energy]).ShouldContain("not for accuracy, energyMj@board");
    }

    [Fact]
    public void HeldOutCorrelation_OfPlatforms_IsThatOfTheObjectives()
    {
        var metadata = Metadata([.. SurrogatePlatform.Of([Accuracy, Board, Phone]).Select((platform, index) => platform with { KendallTauB = index / 4.0 })]);

        metadata.HeldOutCorrelation([Accuracy, Phone]).ShouldBe(0.25);
        metadata.HeldOutCorrelation([Accuracy, Energy]).ShouldBeNull();
        (metadata with { Platforms = null }).HeldOutCorrelation([Accuracy, Energy]).ShouldBe(0.5);
    }

    static SurrogateMetadata Metadata(IReadOnlyList<SurrogatePlatform> platforms) => new()
    {
        Kind = SurrogateKind.HwPrNas,
        Space = new() { Name = "nasbench201" },
        Shape = new ImageShape(3, 32, 32, 10),
        Inputs = [],
        Targets = [Accuracy, Board, Phone],
        Scales = [],
        Members = 5,
        HasScores = true,
        HasObjectives = false,
        Platforms = platforms,
        Training = new("cafe", 24, 0),
        HeldOut = new() { Size = 12, KendallTauB = 0.5, Spearman = [null, null, null] },
        CreatedBy = "test",
    };
}
