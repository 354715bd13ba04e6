namespace TorchSharp.Tests.Optimizers;

public sealed class SchedulerTests : IDisposable
{
    const double Base = 0.4;

    readonly Quadratic _problem = new();
    readonly optim.Optimizer _optimizer;

    public SchedulerTests() => _optimizer = optim.SGD([_problem.Parameter], Base);

    [Fact]
    public void CosineAnnealing_OverOnePeriodAndBack_FollowsTheCosine()
    {
        const int Period = 10;
        const double Least = 0.02;
        var scheduler = optim.lr_scheduler.CosineAnnealingLR(_optimizer, Period, Least);
        Rate.ShouldBe(Base);

        for (var epoch = 1; epoch <= 2 * Period; epoch++)
        {
            scheduler.step();

            Rate.ShouldBe(Least + ((Base - Least) * (1 + Math.Cos(Math.PI * epoch / Period)) / 2), 1e-12, $"epoch {epoch}");
        }
    }

    [Fact]
    public void StepLr_EveryThreeSteps_MultipliesByGamma()
    {
        var scheduler = optim.lr_scheduler.StepLR(_optimizer, 3, 0.5);
        var rates = new List<double>();

        for (var epoch = 0; epoch < 7; epoch++)
        {
            rates.Add(Rate);
            scheduler.step();
        }

        rates.ShouldBe([Base, Base, Base, Base / 2, Base / 2, Base / 2, Base / 4]);
    }

    [Fact]
    public void LambdaLr_AtEveryEpoch_MultipliesTheInitialRate()
    {
        var scheduler = optim.lr_scheduler.LambdaLR(_optimizer, epoch => 1.0 / (1 + epoch));

        scheduler.step();
        scheduler.step();

        Rate.ShouldBe(Base / 3);
        scheduler.get_last_lr().ShouldBe([Base / 3]);
    }

    [Fact]
    public void Step_ToANamedEpoch_SetsThatEpochsRate()
    {
        var scheduler = optim.lr_scheduler.CosineAnnealingLR(_optimizer, 8);

        scheduler.step(4);

        Rate.ShouldBe(Base / 2, 1e-12);
    }

    [Fact]
    public void Step_WithTwoGroups_SchedulesEachFromItsOwnRate()
    {
        using var other = new Quadratic();
        _optimizer.add_param_group(new Modules.SGD.ParamGroup([other.Parameter], 0.1));
        var scheduler = optim.lr_scheduler.StepLR(_optimizer, 1, 0.5);

        scheduler.step();

        _optimizer.ParamGroups.Select(group => group.LearningRate).ShouldBe([Base / 2, 0.05]);
    }

    double Rate => _optimizer.ParamGroups.First().LearningRate;

    public void Dispose()
    {
        _optimizer.Dispose();
        _problem.Dispose();
    }
}
