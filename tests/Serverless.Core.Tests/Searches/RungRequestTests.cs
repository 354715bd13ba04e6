using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class RungRequestTests
{
    [Fact]
    public void Read_Rungs_AreKeptWithAThirdGoingOn()
    {
        var request = Requests.ReadWith("training/rungs", "[1, 3]").Request.ShouldNotBeNull();

        request.Training.Rungs.ShouldBe([1, 3]);
        request.Promotion.ShouldNotBeNull().ReductionFactor.ShouldBe(3);
    }

    [Fact]
    public void Read_NoRungs_LeavesThemAndPromotionOut()
    {
        var request = Requests.Read(Requests.Valid).Request.ShouldNotBeNull();

        request.Training.Rungs.ShouldBeNull();
        request.Promotion.ShouldBeNull();
    }

    [Fact]
    public void RecipeHash_OfRungsOnOneWave_IsThatOfTheWholeTraining()
    {
        const string Training =
            """{"epochs": 3, "batchSize": 32, "learningRate": 0.2, "momentum": 0.8, "weightDecay": 0.001, "rungs": [1, 3], "schedule": {"name": "cosine"}}""";

        var rungs = Requests.ReadWith("training", Training).Request!;

        rungs.Training.Schedule.ShouldBeNull();
        RecipeHash.Of(rungs).ShouldBe(RecipeHash.Of(Requests.Read(Requests.Valid).Request!));
    }

    [Fact]
    public void Read_RungsAndNoSchedule_BeginTheWaveAnewAfterEach()
    {
        var request = Requests.ReadWith("training/rungs", "[0, 1, 3]").Request.ShouldNotBeNull();

        request.Training.Schedule.ShouldNotBeNull().Name.ShouldBe(ScheduleKind.Cosine);
        request.Training.Schedule.Restarts.ShouldBe([1], "nothing is trained before the rung of 0, and nothing after the last");
        RecipeHash.Of(request).ShouldNotBe(RecipeHash.Of(Requests.Read(Requests.Valid).Request!), "it is another training");
    }

    [Fact]
    public void Read_RungOfNoEpochs_ComparesByAMetricOfUntrainedNetworks()
    {
        Requests.ReadWith("training/rungs", "[0, 3]").Request.ShouldNotBeNull().Promotion.ShouldNotBeNull().ZeroCostProxy.ShouldBe("naswot");
        Requests.ReadWith("training/rungs", "[1, 3]").Request.ShouldNotBeNull().Promotion.ShouldNotBeNull().ZeroCostProxy.ShouldBeNull();
    }

    [Fact]
    public void Read_ObjectiveOfUntrainedNetworks_NeedsARungOfNoEpochs()
    {
        var fault = Requests.ReadWith("objectives/0", """{"metric": "naswot", "goal": "maximise"}""").Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/training");
        fault.Message.ShouldContain("[0, 3]");
    }

    [Fact]
    public void Read_OnlyTheWholeTrainingAsRung_LeavesTheScheduleOut() =>
        Requests.ReadWith("training/rungs", "[3]").Request.ShouldNotBeNull().Training.Schedule.ShouldBeNull();

    [Theory]
    [InlineData("[2, 1]", "/training/schedule/restarts")]
    [InlineData("[0]", "/training/schedule/restarts/0")]
    [InlineData("[3]", "/training/schedule/restarts/0")]
    public void Read_RestartsThatDoNotAscendWithinTheTraining_AreAFault(string restarts, string pointer) => Requests
        .ReadWith("training/schedule", $$"""{"name": "cosine", "restarts": {{restarts}}}""")
        .Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);

    [Fact]
    public void Read_ImagesPerEpoch_AreKept() =>
        Requests.ReadWith("training/imagesPerEpoch", "512").Request.ShouldNotBeNull().Training.ImagesPerEpoch.ShouldBe(512);

    [Theory]
    [InlineData("0")]
    [InlineData("8193")]
    public void Read_ImagesPerEpochThatTheDatasetHasNot_IsAFault(string images)
    {
        var fault = Requests.ReadWith("training/imagesPerEpoch", images).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/training/imagesPerEpoch");
        fault.Message.ShouldContain("from 1 to 8,192");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[3, 1]")]
    [InlineData("[1, 1, 3]")]
    [InlineData("[1, 2]")]
    public void Read_RungsThatDoNotAscendToTheEnd_SaysWhatWould(string rungs)
    {
        var fault = Requests.ReadWith("training/rungs", rungs).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/training/rungs");
        fault.Message.ShouldContain("[1, 3]");
    }

    [Theory]
    [InlineData("[-1, 3]", "/training/rungs/0")]
    [InlineData("[1.5, 3]", "/training/rungs/0")]
    [InlineData("[1, \"3\"]", "/training/rungs/1")]
    [InlineData("3", "/training/rungs")]
    public void Read_RungThatIsNoNumberOfEpochs_NamesIt(string rungs, string pointer) =>
        Requests.ReadWith("training/rungs", rungs).Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);

    [Fact]
    public void Read_PromotionWithoutRungs_IsAFault() =>
        Requests.ReadWith("promotion", """{"reductionFactor": 2}""").Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/promotion");

    [Theory]
    [InlineData("0")]
    [InlineData("0.99")]
    [InlineData("-2")]
    [InlineData("\"half\"")]
    public void Read_ReductionFactorBelowOne_IsAFault(string factor) =>
        Requests.ReadWith("promotion", $$"""{"reductionFactor": {{factor}}}""").Errors.ShouldContain(fault => fault.Pointer == "/promotion/reductionFactor");

    [Fact]
    public void Read_FewerEpochsThanOneTraining_IsAFault() =>
        Requests.ReadWith("budgets/epochs", "2").Errors.ShouldHaveSingleItem().Message.ShouldContain("2 epochs are not enough");
}
