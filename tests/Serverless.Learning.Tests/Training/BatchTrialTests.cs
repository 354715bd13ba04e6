using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;

namespace Serverless.Learning.Tests.Training;

public sealed class BatchTrialTests
{
    [Fact]
    public void Run_PartsOfARecipe_AreAppliedAsInATraining()
    {
        var recipe = new TrainingRecipe { BatchSize = 8 };

        var plain = Loss(recipe);

        double.IsFinite(plain).ShouldBeTrue();
        Loss(recipe).ShouldBe(plain, "a trial of the same network, recipe and seed is the same");
        Loss(recipe with { LabelSmoothing = 0.2 }).ShouldNotBe(plain);
        Loss(recipe with { GradientClipNorm = 1e-6 }).ShouldNotBe(plain);
        Loss(recipe with { Precision = TrainingPrecision.BrainFloat }).ShouldNotBe(plain);
    }

    static double Loss(TrainingRecipe recipe) => BatchTrial.Run(Cells.AllSkip, Cells.Skeleton, Cells.Shape, recipe, seed: 1).Loss;
}
