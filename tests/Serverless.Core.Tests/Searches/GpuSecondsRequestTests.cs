using Serverless.Core.Engine;

namespace Serverless.Core.Tests.Searches;

/// <summary>Limits of GPU seconds in requests.</summary>
public sealed class GpuSecondsRequestTests
{
    [Fact]
    public void Read_GpuSecondsBesideAnotherLimit_GivesThemAndCountsEpochs()
    {
        var request = Requests.ReadWith("budgets", """{ "gpuSeconds": 3600, "gpuSecondsPerEpoch": 1.5, "generations": 10 }""").Request.ShouldNotBeNull();

        request.Budgets.ShouldBe(new() { GpuSeconds = 3600, GpuSecondsPerEpoch = 1.5, Generations = 10 });
        RungOutcomes.CountsEpochs(request).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "gpuSeconds": 0, "generations": 1 }""", "/budgets/gpuSeconds", "greater than 0 and at most 1000000000, not 0")]
    [InlineData("""{ "gpuSeconds": 2e9, "generations": 1 }""", "/budgets/gpuSeconds", "at most 1000000000, not 2e9")]
    [InlineData("""{ "gpuSeconds": 60 }""", "/budgets/gpuSeconds", "may never be reached, since trainings on CPUs and results from the evaluation cache use none: give another limit too")]
    [InlineData("""{ "gpuSecondsPerEpoch": 1, "generations": 1 }""", "/budgets/gpuSecondsPerEpoch", "gpuSeconds, which are not limited: limit them too, or remove this field")]
    [InlineData("""{ "gpuSeconds": 60, "gpuSecondsPerEpoch": -1, "generations": 1 }""", "/budgets/gpuSecondsPerEpoch", "greater than 0, not -1")]
    [InlineData("""{ "gpuSeconds": 5, "gpuSecondsPerEpoch": 2, "generations": 1 }""", "/budgets", "5 GPU seconds are not enough for one whole training of 3 epochs of 2 seconds each; allow at least 6")]
    public void Read_ThatCannotBe_IsReportedThere(string budgets, string pointer, string message)
    {
        var error = Requests.ReadWith("budgets", budgets).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }
}
