using System.Text;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;
using Serverless.Testing;

namespace Serverless.Learning.Tests.Training;

public sealed class TrainingRecipeTests : IDisposable
{
    static readonly OptimiserSpecification AdamW = new() { Name = OptimiserKind.AdamW, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8 };

    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));

    static TrainingRecipe Recipe { get; } = new() { Epochs = 4, BatchSize = 32 };

    /// <summary>Recipes of every part there is; each part at least once.</summary>
    public static TheoryData<string> Names => [.. Recipes.Keys];

    static IReadOnlyDictionary<string, TrainingRecipe> Recipes { get; } = new Dictionary<string, TrainingRecipe>
    {
        ["published"] = Recipe with
        {
            Optimiser = new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true },
            Augmentation = new AugmentationSpecification { CropPadding = 4, HorizontalFlip = true },
        },
        ["adamw, step"] = Recipe with
        {
            LearningRate = 0.002,
            Optimiser = AdamW,
            Schedule = new ScheduleSpecification { Name = ScheduleKind.Step, WarmUpEpochs = 1, Milestones = [2, 3], Factor = 0.3 },
            LabelSmoothing = 0.1,
        },
        ["adam, constant"] = Recipe with
        {
            LearningRate = 0.002,
            Optimiser = AdamW with { Name = OptimiserKind.Adam },
            Schedule = new ScheduleSpecification { Name = ScheduleKind.Constant },
            Augmentation = new AugmentationSpecification { Cutout = 8 },
            GradientClipNorm = 1,
        },
        ["bf16, warm-up"] = Recipe with
        {
            Precision = TrainingPrecision.BrainFloat,
            Schedule = new ScheduleSpecification { Name = ScheduleKind.Cosine, WarmUpEpochs = 2 },
        },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_InRungs_IsTheWholeTrainingBitForBit(string name)
    {
        var task = Task(Recipes[name], images: 200);
        var whole = _trainer.Train(task, default);

        var first = _trainer.Train(task with { Until = 1 }, default);
        var second = _trainer.Train(task with { Until = 3 }, default, from: first.Checkpoint);
        var last = _trainer.Train(task, default, from: second.Checkpoint);

        last.OnnxModel.ShouldBe(whole.OnnxModel);
        (last.AccuracyPercent, last.FinalLoss).ShouldBe((whole.AccuracyPercent, whole.FinalLoss));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_EveryRecipe_Learns(string name) =>
        _trainer.Train(Task(Recipes[name], images: 1_024), default).AccuracyPercent.ShouldBeGreaterThan(40);

    [Fact]
    public void Train_EachPart_ChangesTheTraining()
    {
        TrainingRecipe[] recipes =
        [
            Recipe,
            Recipe with { Optimiser = new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true } },
            Recipe with { Optimiser = AdamW },
            Recipe with { Optimiser = AdamW with { Name = OptimiserKind.Adam } },
            Recipe with { Schedule = new ScheduleSpecification { Name = ScheduleKind.Constant } },
            Recipe with { Augmentation = new AugmentationSpecification { HorizontalFlip = true } },
            Recipe with { Augmentation = new AugmentationSpecification { Cutout = 4 } },
            Recipe with { LabelSmoothing = 0.1 },
            Recipe with { GradientClipNorm = 0.1 },
            Recipe with { ClassWeights = new ClassWeights { Balanced = true } },
            Recipe with { ClassWeights = new ClassWeights { Values = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1] } },
            Recipe with { Precision = TrainingPrecision.BrainFloat },
        ];

        recipes.Select(recipe => _trainer.Train(Task(recipe with { Epochs = 2, LearningRate = 0.01 }, images: 64), default).FinalLoss).ShouldBeUnique();
    }

    [Fact]
    public void Train_BalancedClasses_AreValuesOfTheirFrequency()
    {
        const int images = 64;
        var task = Task(Recipe with { Epochs = 1 }, images);
        var labels = new FashionMnist((string?)null).LoadSplit(task.Dataset).Training.Labels;
        ClassWeights values = new() { Values = [.. Enumerable.Range(0, 10).Select(label => images / (10.0 * labels.Count(one => one == label)))] };

        double LossOf(ClassWeights weights) => _trainer.Train(task with { Recipe = task.Recipe with { ClassWeights = weights } }, default).FinalLoss;

        LossOf(new ClassWeights { Balanced = true }).ShouldBe(LossOf(values), 1e-5);
        Should.Throw<ArgumentException>(() => LossOf(new ClassWeights { Values = [1, 2] })).Message.ShouldContain("2 class weights for 10 classes");
    }

    [Fact]
    public void Train_CosineBySchedule_IsCosineAsEver()
    {
        var said = Recipe with { Schedule = new ScheduleSpecification { Name = ScheduleKind.Cosine } };

        var (other, ever) = (_trainer.Train(Task(said, images: 200), default), _trainer.Train(Task(Recipe, images: 200), default));

        other.FinalLoss.ShouldBe(ever.FinalLoss, 1e-3, "the two forms of the wave differ in their last bits");
    }

    [Fact]
    public void Train_WithASearchedRecipe_IsTheTrainingByTheCandidatesOwn()
    {
        var joint = SearchSpaces.Of(Cells.Skeleton with { Recipe = TestSpaces.Recipe }).ShouldBeOfType<JointSpace>();
        var own = Recipe with { Epochs = 1, LearningRate = 0.001, Momentum = 0, Optimiser = AdamW };
        var alone = Task(own, images: 64);
        var searched = joint.Create([3, 2, 4, 1, 3, 1, 0, 1, 0]);

        var expected = _trainer.Train(alone, default);
        var trained = _trainer.Train(
            alone with { Recipe = Recipe with { Epochs = 1 }, Space = joint.DefaultSkeleton with { Channels = Cells.Skeleton.Channels, CellsPerStage = Cells.Skeleton.CellsPerStage }, Candidate = joint.IdOf(searched), Architecture = joint.Format(searched) },
            default);

        trained.FinalLoss.ShouldBe(expected.FinalLoss);
        var text = Encoding.UTF8.GetString(trained.Weights.ShouldNotBeNull().AsSpan());
        text.ShouldContain("adamw");
        text.ShouldContain("@ learningRate=0.001 optimiser=adamw");
    }

    public void Dispose() => _trainer.Dispose();

    static TrainingTask Task(TrainingRecipe recipe, int images)
    {
        var cell = Cells.Space.Create([3, 2, 4, 1, 3, 1]);
        return new TrainingTask(
            Cells.Space.IdOf(cell),
            Cells.Space.Format(cell),
            Cells.Skeleton,
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = images, ValidationImages = 200 },
            recipe,
            Seed: 1);
    }
}
