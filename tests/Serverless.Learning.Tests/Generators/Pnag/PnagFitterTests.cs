using Serverless.Core.Generators;
using Serverless.Learning.Generators;
using Serverless.Learning.Generators.Pnag;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Generators.Pnag;

public sealed class PnagFitterTests
{
    static readonly GeneratorMaterial Material = SmallMaterial.Of(new NasBenchMacroSpace(), devices: 2);

    [Fact]
    public void Fit_KilledInTheMiddle_GivesTheFilesOfTheUndisturbedFit()
    {
        var undisturbed = Fit(NoCheckpoints.Instance);
        var killed = new KilledFit(RankerTraining.Stage, after: 3);
        Should.Throw<OperationCanceledException>(() => Fit(killed));

        var resumed = Fit(killed);

        resumed.Generator.ShouldBe(undisturbed.Generator);
        resumed.Cost.ShouldBe(undisturbed.Cost);
        resumed.Quality.ShouldBe(undisturbed.Quality);
        (resumed.Metadata.Kind, resumed.Metadata.Conditions).ShouldBe((GeneratorKind.Pnag, BudgetMaterial.Budgets));
    }

    [Fact]
    public void Fit_WithABalancer_IsRefused()
    {
        var refusal = Should.Throw<ArgumentException>(() => new PnagFitter().Fit(Material, new() { Balancer = "mgda" }, NoCheckpoints.Instance, CancellationToken.None));

        refusal.Message.ShouldContain("'mgda'");
    }

    static FittedGenerator Fit(IFitCheckpoints checkpoints) =>
        new PnagFitter().Fit(Material, new GeneratorFitOptions { Seed = 2, Steps = 6, CostSteps = 6, Device = "cpu" }, checkpoints, CancellationToken.None);
}
