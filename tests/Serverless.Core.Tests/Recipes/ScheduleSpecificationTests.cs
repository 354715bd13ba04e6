using Serverless.Core.Recipes;

namespace Serverless.Core.Tests.Recipes;

public sealed class ScheduleSpecificationTests
{
    [Fact]
    public void ShareAt_Cosine_FallsFromOneByTheWave()
    {
        var cosine = new ScheduleSpecification { Name = ScheduleKind.Cosine };

        Shares(cosine, stepsPerEpoch: 2, epochs: 2).ShouldBe([1, (1 + Math.Sqrt(0.5)) / 2, 0.5, (1 - Math.Sqrt(0.5)) / 2], 1e-12);
    }

    [Fact]
    public void ShareAt_WarmUp_RisesToOneAndThenFallsOverWhatIsLeft()
    {
        var cosine = new ScheduleSpecification { Name = ScheduleKind.Cosine, WarmUpEpochs = 2 };

        Shares(cosine, stepsPerEpoch: 2, epochs: 4).ShouldBe(
            [0.25, 0.5, 0.75, 1, 1, (1 + Math.Sqrt(0.5)) / 2, 0.5, (1 - Math.Sqrt(0.5)) / 2], 1e-12);
    }

    [Fact]
    public void ShareAt_Restarts_AreWavesOneAfterTheOther()
    {
        var restarted = new ScheduleSpecification { Name = ScheduleKind.Cosine, WarmUpEpochs = 1, Restarts = [3] };
        var wave = new ScheduleSpecification { Name = ScheduleKind.Cosine };
        var first = new ScheduleSpecification { Name = ScheduleKind.Cosine, WarmUpEpochs = 1 };

        Shares(restarted, stepsPerEpoch: 4, epochs: 8).ShouldBe(
            [.. Shares(first, stepsPerEpoch: 4, epochs: 3), .. Shares(wave, stepsPerEpoch: 4, epochs: 5)], 1e-12);
    }

    [Fact]
    public void ShareAt_Step_IsLoweredWhereAnEpochBegins()
    {
        var step = new ScheduleSpecification { Name = ScheduleKind.Step, Milestones = [1, 3], Factor = 0.5 };

        Shares(step, stepsPerEpoch: 2, epochs: 4).ShouldBe([1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25]);
    }

    [Fact]
    public void ShareAt_Constant_StaysAfterWarmUp() =>
        Shares(new ScheduleSpecification { Name = ScheduleKind.Constant, WarmUpEpochs = 1 }, stepsPerEpoch: 2, epochs: 2).ShouldBe([0.5, 1, 1, 1]);

    static double[] Shares(ScheduleSpecification schedule, int stepsPerEpoch, int epochs) =>
        [.. Enumerable.Range(0, epochs * stepsPerEpoch).Select(step => schedule.ShareAt(step, stepsPerEpoch, epochs))];
}
