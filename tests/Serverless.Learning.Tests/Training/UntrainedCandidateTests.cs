using Serverless.Core.Searches.Requests;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;

namespace Serverless.Learning.Tests.Training;

/// <summary>Candidates that are evaluated before their training, with and without a reference network.</summary>
public sealed class UntrainedCandidateTests : IDisposable
{
    static readonly TrainingTask Task = new(
        Cells.Space.IdOf(Cells.AllSkip),
        Cells.Space.Format(Cells.AllSkip),
        Cells.Skeleton with { Channels = 2 },
        new DatasetSpecification { Name = "fashion-mnist", TrainingImages = 600, ValidationImages = 100 },
        new TrainingRecipe { Epochs = 1, BatchSize = 64 },
        Seed: 1);

    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));

    [Fact]
    public void Judge_ByWhatATrainedNetworkMakesOfTheImagesThatItTellsBest_ComparesAndTellsTheRestAsWithout()
    {
        var trained = _trainer.Train(Task, default);

        var reference = _trainer.Represent(Task, trained, "worker-1", seconds: 3);
        var (with, without) = (_trainer.Judge(Task, reference).Scores, _trainer.Judge(Task).Scores);

        (reference.Candidate, reference.Architecture, reference.Worker, reference.TrainSeconds).ShouldBe((Task.Candidate, Task.Architecture, "worker-1", 3));
        reference.AccuracyPercent.ShouldBe(trained.AccuracyPercent);
        reference.Images.ShouldBe(reference.Images.Distinct().Order());
        reference.Images.Count.ShouldBe(32);
        reference.Images[^1].ShouldBeInRange(100, 511, "they are the best of 512");
        reference.Stages.Count.ShouldBe(3);
        reference.Stages.ShouldAllBe(gram => gram.Count == 32 * 32 && Math.Abs(gram.Sum(value => value * value) - 1) < 1e-4);
        with.RepresentationMutualInformation.ShouldBeInRange(0.5, 1);
        with.ShouldBe(without with { RepresentationMutualInformation = with.RepresentationMutualInformation });
        without.ToMetrics().Keys.ShouldNotContain("representationMutualInformation");
        Should.Throw<ArgumentException>(() => _trainer.Judge(Task, reference with { Images = [.. Enumerable.Range(600, 32)] }))
            .Message.ShouldContain("of the 600 training images");
    }

    public void Dispose() => _trainer.Dispose();
}
