using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Training;

/// <summary>Trainings that continue from checkpoints within their epochs.</summary>
public sealed class TrainingInterruptionTests : IDisposable
{
    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));

    public static TheoryData<string, TrainingRecipe> Recipes => new()
    {
        { "default", new TrainingRecipe { Epochs = 3, BatchSize = 64 } },
        {
            "adam, augmented, epochs across passes", new TrainingRecipe
            {
                Epochs = 3,
                BatchSize = 32,
                ImagesPerEpoch = 170,
                Optimiser = new OptimiserSpecification { Name = OptimiserKind.Adam, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8 },
                Schedule = new ScheduleSpecification { Name = ScheduleKind.Cosine, WarmUpEpochs = 1 },
                Augmentation = new AugmentationSpecification { CropPadding = 2, HorizontalFlip = true, Cutout = 4 },
                LabelSmoothing = 0.1,
                GradientClipNorm = 1,
            }
        },
    };

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Train_FromAnyStep_IsTheWholeTrainingBitForBit(string name, TrainingRecipe recipe)
    {
        var seed = name.Length; // another for each
        var losses = new List<EpochProgress>();
        var keeper = new Keeper { IsDue = true };
        var whole = _trainer.Train(Task(recipe, seed), default, losses.Add, keeper: keeper);
        var steps = keeper.Kept.Count / recipe.Epochs;
        steps.ShouldBeGreaterThan(4);

        foreach (var step in new[] { 1, steps, steps + 2, (3 * steps) - 1 })
        {
            var from = keeper.Kept[step - 1];
            (from.Epoch, from.Part?.Images).ShouldBe((step / steps, step % steps == 0 ? null : step % steps * recipe.BatchSize));
            var rest = new List<EpochProgress>();
            using var other = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));

            var resumed = other.Train(Task(recipe, seed), default, rest.Add, from);

            resumed.OnnxModel.ShouldBe(whole.OnnxModel);
            resumed.Checkpoint.State.ShouldBe(whole.Checkpoint.State);
            (resumed.AccuracyPercent, resumed.FinalLoss).ShouldBe((whole.AccuracyPercent, whole.FinalLoss));
            rest.Select(epoch => (epoch.Loss, epoch.TrainingAccuracyPercent))
                .ShouldBe(losses.Skip(from.Epoch).Select(epoch => (epoch.Loss, epoch.TrainingAccuracyPercent)));
            resumed.TrainSeconds.ShouldBeGreaterThan(from.Seconds, "what it took before counts");
        }
    }

    [Fact]
    public void Train_QuantisedFromMidEpoch_IsTheWholeTrainingBitForBit()
    {
        var space = MobileSpace.Of([4, 8, 32]);
        space.TryParse("k3_e1_g2_b8/k3_e1_se_b4/k3_e1_b32/k3_e1_b8", out var read, out var error).ShouldBeTrue(error);
        var task = Task(new TrainingRecipe { Epochs = 2, BatchSize = 32, ImagesPerEpoch = 96 }, seed: 8) with
        {
            Candidate = space.IdOf(read!),
            Architecture = space.Format(read!),
            Space = space.DefaultSkeleton with { Channels = 4 },
        };
        var keeper = new Keeper { IsDue = true };
        var whole = _trainer.Train(task, default, keeper: keeper);

        var resumed = _trainer.Train(task, default, from: keeper.Kept[3]);

        (keeper.Kept[3].Epoch, keeper.Kept[3].Part?.Images).ShouldBe((1, 32));
        resumed.Checkpoint.State.ShouldBe(whole.Checkpoint.State);
        resumed.OnnxModel.ShouldBe(whole.OnnxModel);
        resumed.Weights.ShouldBe(whole.Weights);
    }

    [Fact]
    public void Train_CancelledInMidEpoch_TellsWhereItStood()
    {
        var recipe = new TrainingRecipe { Epochs = 2, BatchSize = 64 };
        var whole = _trainer.Train(Task(recipe, seed: 5), default);
        using var cancel = new CancellationTokenSource();
        var keeper = new Keeper { WhenAsked = asked => CancelAt(asked, 7, cancel) };

        Should.Throw<OperationCanceledException>(() => _trainer.Train(Task(recipe, seed: 5), cancel.Token, keeper: keeper));

        var stood = keeper.Interrupted.ShouldNotBeNull();
        (stood.Epoch, stood.Part?.Images).ShouldBe((1, 128));
        _trainer.Train(Task(recipe, seed: 5), default, from: stood).OnnxModel.ShouldBe(whole.OnnxModel);
    }

    [Fact]
    public void Train_CancelledBeforeItsFirstStep_HasNothingToTell()
    {
        var keeper = new Keeper();

        Should.Throw<OperationCanceledException>(() => _trainer.Train(
            Task(new TrainingRecipe { Epochs = 1, BatchSize = 64 }, seed: 1), new CancellationToken(canceled: true), keeper: keeper));

        keeper.Interrupted.ShouldBeNull();
    }

    [Theory]
    [InlineData(63)]
    [InlineData(320)]
    [InlineData(-64)]
    public void Train_FromWhereNoStepEnds_Throws(int images)
    {
        var recipe = new TrainingRecipe { Epochs = 2, BatchSize = 64 };
        var end = _trainer.Train(Task(recipe, seed: 1) with { Until = 1 }, default).Checkpoint;

        Should.Throw<ArgumentException>(() => _trainer.Train(
            Task(recipe, seed: 1), default, from: end with { Part = new EpochPart(images, 1, 1) })).Message.ShouldContain($"after {images}");
    }

    [Fact]
    public void Train_UntilTheEpochThatItsPartIsBeyond_Throws()
    {
        var recipe = new TrainingRecipe { Epochs = 2, BatchSize = 64 };
        var end = _trainer.Train(Task(recipe, seed: 1) with { Until = 1 }, default).Checkpoint;

        Should.Throw<ArgumentException>(() => _trainer.Train(
            Task(recipe, seed: 1) with { Until = 1 }, default, from: end with { Part = new EpochPart(64, 1, 1) }));
    }

    public void Dispose() => _trainer.Dispose();

    static void CancelAt(int asked, int at, CancellationTokenSource cancel)
    {
        if (asked == at)
        {
            cancel.Cancel();
        }
    }

    static TrainingTask Task(TrainingRecipe recipe, long seed)
    {
        var cell = Cells.Space.Create([3, 2, 4, 1, 3, 1]);
        return new TrainingTask(
            Cells.Space.IdOf(cell),
            Cells.Space.Format(cell),
            Cells.Skeleton,
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 300, ValidationImages = 200 },
            recipe,
            seed);
    }

    sealed class Keeper : ICheckpointKeeper
    {
        readonly bool _isDue;
        int _asked;

        public bool IsDue
        {
            get
            {
                WhenAsked?.Invoke(++_asked);
                return _isDue;
            }

            init => _isDue = value;
        }

        public Action<int>? WhenAsked { get; init; }

        public List<TrainingCheckpoint> Kept { get; } = [];

        public TrainingCheckpoint? Interrupted { get; private set; }

        public void Keep(TrainingCheckpoint checkpoint) => Kept.Add(checkpoint);

        public void Interrupt(TrainingCheckpoint checkpoint) => Interrupted = checkpoint;
    }
}
