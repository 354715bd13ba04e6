using Serverless.Cli.Reports;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Tests.Reports;

public sealed class RecipeTextTests
{
    [Fact]
    public void Of_PlainRecipe_IsWhatItAlwaysWas() =>
        RecipeText.Of(new TrainingRecipe { Epochs = 1, BatchSize = 32, LearningRate = 0.05 })
            .ShouldBe("1 epoch, 32 images a step, learning rate 0.05 falling to 0, momentum 0.9, weight decay 0.0005");

    [Fact]
    public void Of_EveryPart_TellsIt() =>
        RecipeText.Of(new TrainingRecipe
        {
            Epochs = 200,
            BatchSize = 256,
            Optimiser = new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true },
            Schedule = new ScheduleSpecification { Name = ScheduleKind.Step, WarmUpEpochs = 5, Milestones = [100, 150], Factor = 0.1 },
            Augmentation = new AugmentationSpecification { CropPadding = 4, HorizontalFlip = true, Cutout = 16 },
            LabelSmoothing = 0.1,
            GradientClipNorm = 5,
            Precision = TrainingPrecision.BrainFloat,
            Seeds = [0, 1],
        }).ShouldBe(
            "200 epochs, 256 images a step, learning rate 0.1 rising for 5, then times 0.1 after epochs 100, 150, Nesterov momentum 0.9, "
            + "weight decay 0.0005, images cropped out of 4 pixels of border and mirrored and with 16 pixels square cut out at random, "
            + "labels smoothed by 0.1, gradients clipped to norm 5, bf16, mean of seeds 0, 1");
}
