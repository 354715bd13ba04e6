using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Supernets;
using Serverless.Learning.Training;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Supernets;

/// <summary>Supernets that are trained, interrupted, and inherited from.</summary>
public sealed class SupernetTrainingTests : IDisposable
{
    static readonly SupernetTask Task = new(
        SubnetChoices.Space.DefaultSkeleton with { Channels = 2 },
        new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 400, ValidationImages = 200 },
        new TrainingRecipe { Epochs = 9, ImagesPerEpoch = 96, BatchSize = 32, LearningRate = 0.05, Augmentation = new AugmentationSpecification { HorizontalFlip = true } },
        new SupernetSpecification { Epochs = 4, Distillation = 0.5 },
        Seed: 6);

    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));

    [Fact]
    public void TrainSupernet_FromAnyPart_IsTheWholeTrainingBitForBitAndCandidatesInheritFromIt()
    {
        var keeper = new EveryStep();
        var epochs = new List<EpochProgress>();
        var whole = _trainer.TrainSupernet(Task, default, epochs.Add, keeper: keeper);
        epochs.Select(epoch => (epoch.Epoch, epoch.Epochs)).ShouldBe([(1, 4), (2, 4), (3, 4), (4, 4)]);

        // Inside a part, at the end of one, and after channels were sorted.
        foreach (var step in new[] { 5, 9, 11 })
        {
            var from = keeper.Kept[step - 1];
            (from.Epoch, from.Part?.Images).ShouldBe((step / 3, step % 3 == 0 ? null : step % 3 * 32));
            var resumed = _trainer.TrainSupernet(Task, default, from: from);
            resumed.Weights.ShouldBe(whole.Weights);
            (resumed.AccuracyPercent, resumed.FinalLoss).ShouldBe((whole.AccuracyPercent, whole.FinalLoss));
        }

        var largest = Candidate(SubnetChoices.Largest);
        _trainer.Inherit(largest, whole.Weights).AccuracyPercent.ShouldBe(whole.AccuracyPercent);
        SubnetChoices.Space.TryParse("k3_e1/k3_e3/k5_e1_g2/k3_e1", out var small, out _).ShouldBeTrue();
        var inherited = _trainer.Inherit(Candidate(small!), whole.Weights);
        inherited.ShouldBe(_trainer.Inherit(Candidate(small!), whole.Weights) with { Seconds = inherited.Seconds });
        inherited.AccuracyPercent.ShouldBeInRange(0, 100);
        Should.Throw<InvalidDataException>(() => _trainer.Inherit(largest with { Space = largest.Space with { Channels = 4 } }, whole.Weights))
            .Message.ShouldContain("It has no '");
        Should.Throw<ArgumentException>(() => _trainer.TrainSupernet(Task with { Space = new NasBench201Space().DefaultSkeleton }, default))
            .Message.ShouldContain("share no weights");
    }

    public void Dispose() => _trainer.Dispose();

    static TrainingTask Candidate(Architecture architecture) => new(
        SubnetChoices.Space.IdOf(architecture), SubnetChoices.Space.Format(architecture), Task.Space, Task.Dataset, Task.Recipe, Task.Seed);

    sealed class EveryStep : ICheckpointKeeper
    {
        public List<TrainingCheckpoint> Kept { get; } = [];

        public bool IsDue => true;

        public void Keep(TrainingCheckpoint checkpoint) => Kept.Add(checkpoint);

        public void Interrupt(TrainingCheckpoint checkpoint)
        {
        }
    }
}
