using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;

namespace Serverless.Learning.Tests.Training;

public sealed class TrainingRungTests : IDisposable
{
    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));

    [Fact]
    public void Train_InRungsOnThreeWorkers_IsTheWholeTrainingBitForBit()
    {
        var task = Task(epochs: 9);
        var losses = new List<double>();
        var whole = _trainer.Train(task, default, progress => losses.Add(progress.Loss));

        var resumed = new List<double>();
        TrainingCheckpoint? from = null;
        TrainedCandidate? trained = null;
        foreach (int? until in new int?[] { 1, 3, null })
        {
            using var worker = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));
            trained = worker.Train(task with { Until = until }, default, progress => resumed.Add(progress.Loss), from);
            trained.Checkpoint.Epoch.ShouldBe(until ?? 9);
            from = trained.Checkpoint;
        }

        resumed.ShouldBe(losses);
        trained!.OnnxModel.ShouldBe(whole.OnnxModel);
        (trained.AccuracyPercent, trained.FinalLoss).ShouldBe((whole.AccuracyPercent, whole.FinalLoss));
    }

    [Fact]
    public void Train_ToARung_EqualsWhatAnotherWayThereGives()
    {
        var straight = _trainer.Train(Task(epochs: 4) with { Until = 3 }, default);
        var first = _trainer.Train(Task(epochs: 4) with { Until = 1 }, default);

        var second = _trainer.Train(Task(epochs: 4) with { Until = 3 }, default, from: first.Checkpoint);

        second.OnnxModel.ShouldBe(straight.OnnxModel);
        second.Checkpoint.State.ShouldBe(straight.Checkpoint.State);
    }

    [Fact]
    public void Train_FromTheRungItself_OnlyJudgesAndExports()
    {
        var first = _trainer.Train(Task(epochs: 4) with { Until = 2 }, default);

        var again = _trainer.Train(Task(epochs: 4) with { Until = 2 }, default, _ => throw new InvalidOperationException("no epoch"), first.Checkpoint);

        (again.AccuracyPercent, again.FinalLoss).ShouldBe((first.AccuracyPercent, first.FinalLoss));
        again.OnnxModel.ShouldBe(first.OnnxModel);
    }

    [Fact]
    public void Train_ShortTrainingInstead_IsNoRung() =>
        _trainer.Train(Task(epochs: 1), default).FinalLoss
            .ShouldNotBe(_trainer.Train(Task(epochs: 4) with { Until = 1 }, default).FinalLoss, "the schedule is that of the whole training");

    [Fact]
    public void Train_OnePassInPartsOnTwoWorkers_IsThePass()
    {
        var pass = Task(epochs: 1) with { Recipe = new TrainingRecipe { Epochs = 1, BatchSize = 60 } };
        var whole = _trainer.Train(pass, default);

        var parts = pass with { Recipe = pass.Recipe with { Epochs = 5, ImagesPerEpoch = 60 } };
        var losses = new List<double>();
        using var other = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));
        var first = other.Train(parts with { Until = 2 }, default, progress => losses.Add(progress.Loss));
        var second = _trainer.Train(parts, default, progress => losses.Add(progress.Loss), first.Checkpoint);

        second.AccuracyPercent.ShouldBe(whole.AccuracyPercent);
        losses.Average().ShouldBe(whole.FinalLoss, 1e-12);
    }

    [Fact]
    public void Train_EpochOfMoreImagesThanThereAre_Throws() => Should.Throw<ArgumentException>(() => _trainer.Train(
        Task(epochs: 1) with { Recipe = new TrainingRecipe { ImagesPerEpoch = 301 } }, default));

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void Train_UntilAnEpochThatCannotBe_Throws(int until) => Should.Throw<ArgumentException>(() => _trainer.Train(
        Task(epochs: 4) with { Until = until }, default, from: _trainer.Train(Task(epochs: 4) with { Until = 2 }, default).Checkpoint));

    public void Dispose() => _trainer.Dispose();

    static TrainingTask Task(int epochs)
    {
        var cell = Cells.Space.Create([3, 2, 4, 1, 3, 1]);
        return new TrainingTask(
            Cells.Space.IdOf(cell),
            Cells.Space.Format(cell),
            Cells.Skeleton,
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 300, ValidationImages = 200 },
            new TrainingRecipe { Epochs = epochs, BatchSize = 64 },
            Seed: 1);
    }
}
