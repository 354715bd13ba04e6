using System.Globalization;
using Serverless.Core.Searches.Requests;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;
using Serverless.Learning.WeightFiles;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;
using TorchSharp;

namespace Serverless.Learning.Tests.Training;

public sealed class CandidateTrainerTests : IDisposable
{
    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));

    [Fact]
    public void Train_SmallCell_LearnsAndExportsWhatItLearnt()
    {
        var epochs = new List<EpochProgress>();
        var task = TaskFor(2, 0, 0, 1, 1, 0) with { Recipe = new TrainingRecipe { Epochs = 3, BatchSize = 32 } };

        var trained = _trainer.Train(task with { Dataset = task.Dataset with { TrainingImages = 2_048 } }, default, epochs.Add);

        epochs.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3]);
        epochs.ShouldAllBe(epoch => epoch.Epochs == 3);
        epochs[2].Loss.ShouldBeLessThan(epochs[0].Loss);
        trained.FinalLoss.ShouldBe(epochs[2].Loss);
        trained.AccuracyPercent.ShouldBeGreaterThan(60);
        trained.RanOn.ShouldBe("cpu");
        trained.TrainSeconds.ShouldBeGreaterThan(0);
        var test = new FashionMnist().LoadTestImages();
        using var classifier = new OnnxClassifier("trained", trained.OnnxModel, FashionMnist.Shape);
        classifier.AccuracyPercent(test.Pixels, test.Labels).ShouldBe(trained.AccuracyPercent, 8);
        double.Parse(classifier.Metadata["accuracy"], CultureInfo.InvariantCulture).ShouldBe(trained.AccuracyPercent);
        (classifier.Metadata["inputShape"], classifier.Metadata["classes"]).ShouldBe(("N,1,28,28", "10"));
        float.Parse(classifier.Metadata["standardDeviation"], CultureInfo.InvariantCulture).ShouldBeInRange(0.1f, 1);

        // The weights alone make the same network of another one.
        using var scope = torch.NewDisposeScope();
        Cells.Space.TryParse(task.Architecture, out var architecture, out _).ShouldBeTrue();
        using var network = CandidateNetworks.Create(Cells.Space.Canonicalise(architecture!), task.Space, FashionMnist.Shape, seed: 99);
        CandidateWeights.Load(network, trained.Weights.ShouldNotBeNull());
        network.eval();
        var images = test.Pixels[..(32 * 784)];
        var logits = network.call(torch.tensor(images).reshape(32, 1, 28, 28)).detach().data<float>().ToArray();
        logits.Zip(classifier.Predict(images), (torch, onnx) => Math.Abs(torch - onnx)).Max().ShouldBeLessThan(1e-4f);
    }

    [Fact]
    public void Train_ACandidateOfItsOwnEpochs_IsTrainedByThemAndItsSchedule()
    {
        RecipeDimension Of(params string[] choices) => new() { Choices = [.. choices.Select(choice => new ChoiceValue(choice))] };
        var skeleton = Cells.Skeleton with
        {
            Recipe = new Dictionary<string, RecipeDimension>
            {
                ["epochs"] = Of("1", "2"),
                ["nesterov"] = Of("false", "true"),
                ["schedule"] = Of("cosine", "step"),
                ["everyEpochs"] = Of("1", "2") with { When = new Dictionary<string, IReadOnlyList<ChoiceValue>> { ["schedule"] = [new("step")] } },
            },
        };
        var task = TaskFor(0, 0, 0, 1, 0, 0);
        var notation = $"{task.Architecture} @ epochs=1 nesterov=true schedule=step everyEpochs=2";
        var space = SearchSpaces.Of(skeleton)!;
        space.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);

        var trained = _trainer.Train(task with { Candidate = space.IdOf(architecture!), Architecture = notation, Space = skeleton, Recipe = new TrainingRecipe { Epochs = 2 } }, default);

        trained.Checkpoint.Epoch.ShouldBe(1, "the whole training of this candidate");
        trained.Weights.ShouldNotBeNull();
        using var classifier = new OnnxClassifier("trained", trained.OnnxModel, FashionMnist.Shape);
        classifier.Metadata["recipe"].ShouldContain("\"epochs\":1");
        classifier.Metadata["recipe"].ShouldContain("\"nesterov\":true");
    }

    [Theory]
    [InlineData("nasbench-macro-canonical", "12012010")]
    [InlineData("mobile", "k3_e3,k5_e1_g2/k3_e3_se/k3_e1/k3_e6")]
    [InlineData("perceptron", "layers=2 units1=64 dropout1=0.2 units2=32 dropout2=0.2")]
    [InlineData("small-cnn", "convolutions=2 channels1=16 channels2=32 linears=1 units1=16 kernel=3 batchNorm=true globalAverage=false")]
    public void Train_LayersInsteadOfCells_Learns(string name, string notation)
    {
        var space = SearchSpaces.Find(name) ?? OwnSpaceSamples.Examples.Single(example => example.Name == name);
        space.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);
        var task = TaskFor(1, 1, 1, 1, 1, 1) with
        {
            Candidate = space.IdOf(architecture!),
            Architecture = notation,
            Space = space.Skeleton.IsScaled ? space.DefaultSkeleton with { Channels = 8 } : space.DefaultSkeleton,
            Recipe = new TrainingRecipe { Epochs = 2, BatchSize = 32, LearningRate = space.Skeleton.IsScaled ? 0.1 : 0.01 },
        };

        var trained = _trainer.Train(task with { Dataset = task.Dataset with { TrainingImages = 2_048 } }, default);

        trained.AccuracyPercent.ShouldBeGreaterThan(60);
        using var classifier = new OnnxClassifier("trained", trained.OnnxModel, FashionMnist.Shape);
        classifier.Metadata["architecture"].ShouldBe(space.Format(space.Canonicalise(architecture!)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Train_SameTaskAndThreads_IsEqualBitForBit(int threads)
    {
        using var trainer = new CandidateTrainer(new TrainerOptions("cpu", threads));
        var task = TaskFor(3, 2, 4, 1, 3, 1);
        var first = trainer.Train(task, default);
        trainer.Train(TaskFor(1, 1, 1, 1, 1, 1), default);

        var second = trainer.Train(task, default);

        second.AccuracyPercent.ShouldBe(first.AccuracyPercent);
        second.FinalLoss.ShouldBe(first.FinalLoss);
        second.OnnxModel.ShouldBe(first.OnnxModel);
    }

    [Fact]
    public void Train_OtherSeed_GivesAnotherNetwork()
    {
        var task = TaskFor(3, 0, 0, 1, 0, 0);

        _trainer.Train(task with { Seed = 2 }, default).FinalLoss.ShouldNotBe(_trainer.Train(task, default).FinalLoss);
    }

    [Fact]
    public void Train_CellsOfOneCandidate_GiveOneResult()
    {
        // A convolution of nothing changes nothing.
        var (plain, withDeadEdge) = (TaskFor(0, 0, 0, 3, 0, 0), TaskFor(0, 0, 3, 3, 0, 0));

        withDeadEdge.Candidate.ShouldBe(plain.Candidate);
        _trainer.Train(withDeadEdge, default).OnnxModel.ShouldBe(_trainer.Train(plain, default).OnnxModel);
    }

    [Fact]
    public void Train_DisconnectedCell_EndsNearChance()
    {
        var trained = _trainer.Train(TaskFor(0, 0, 0, 0, 0, 0), default);

        trained.AccuracyPercent.ShouldBeInRange(0, 25);
        double.IsFinite(trained.FinalLoss).ShouldBeTrue();
    }

    [Fact]
    public void Train_ExportedModel_SaysWhereItCameFrom()
    {
        var task = TaskFor(0, 0, 0, 1, 0, 0);

        using var classifier = new OnnxClassifier("trained", _trainer.Train(task, default).OnnxModel, FashionMnist.Shape);

        classifier.Metadata["space"].ShouldBe("nasbench201-canonical");
        classifier.Metadata["architecture"].ShouldBe(task.Architecture);
        classifier.Metadata["candidate"].ShouldBe(task.Candidate.Value);
        classifier.Metadata["recipe"].ShouldContain("\"learningRate\":0.1");
        classifier.Metadata["producedBy"].ShouldBe("Serverless.Learning");
    }

    [Fact]
    public void Train_CancelledAfterAnEpoch_StopsAtTheNextBatch()
    {
        using var source = new CancellationTokenSource();
        var epochs = 0;
        var task = TaskFor(0, 0, 0, 1, 0, 0) with { Recipe = new TrainingRecipe { Epochs = 1_000 } };

        Should.Throw<OperationCanceledException>(() => _trainer.Train(task, source.Token, _ =>
        {
            epochs++;
            source.Cancel();
        }));

        epochs.ShouldBe(1);
    }

    [Fact]
    public void Train_HugeLearningRate_FailsWithTheLoss()
    {
        var task = TaskFor(3, 3, 3, 3, 3, 3) with { Recipe = new TrainingRecipe { LearningRate = 1e30, BatchSize = 16 } };

        Should.Throw<TrainingException>(() => _trainer.Train(task, default)).Message.ShouldContain("diverged");
    }

    [Fact]
    public void Train_ManyTimes_KeepsNoTensors()
    {
        var task = TaskFor(3, 2, 4, 1, 3, 1);
        _trainer.Train(task, default);
        CollectWhatOtherTestsDropped();
        var before = torch.Tensor.TotalCount;

        // TorchSharp counts the tensor that a parameter is made of twice and takes it off once: so many are no tensors.
        CandidateNetworks.Create(Cells.Space.Create([3, 2, 4, 1, 3, 1]), task.Space, FashionMnist.Shape, task.Seed).Dispose();
        CollectWhatOtherTestsDropped();
        var miscounted = torch.Tensor.TotalCount - before;

        _trainer.Train(task, default);

        // Other tests' garbage may still be finalised meanwhile, which only lowers the count.
        torch.Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before + (2 * miscounted));
    }

    [Fact]
    public void Train_ArchitectureOfAnotherCandidate_Throws() =>
        Should.Throw<ArgumentException>(() => _trainer.Train(TaskFor(3, 3, 3, 3, 3, 3) with { Candidate = new CandidateId("c0") }, default))
            .Message.ShouldContain("not candidate c0");

    [Theory]
    [InlineData("atlantis", "fashion-mnist", "atlantis")]
    [InlineData("nasbench201-canonical", "imagenet", "imagenet")]
    public void Train_UnknownSpaceOrDataset_NamesIt(string space, string dataset, string named)
    {
        var task = TaskFor(3, 3, 3, 3, 3, 3);
        task = task with { Space = task.Space with { Name = space }, Dataset = task.Dataset with { Name = dataset } };

        Should.Throw<ArgumentException>(() => _trainer.Train(task, default)).Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("cuda:99")]
    [InlineData("meta")]
    public void Construction_DeviceThatIsNotThere_NamesIt(string device) =>
        Should.Throw<ArgumentException>(() => new CandidateTrainer(new TrainerOptions(device))).Message.ShouldContain(device);

    public void Dispose() => _trainer.Dispose();

    static TrainingTask TaskFor(params int[] genotype)
    {
        var cell = Cells.Space.Create(genotype);
        return new TrainingTask(
            Cells.Space.IdOf(cell),
            Cells.Space.Format(cell),
            Cells.Skeleton,
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 512, ValidationImages = 256 },
            new TrainingRecipe { Epochs = 1, BatchSize = 64 },
            Seed: 1);
    }

    // Tensors that other tests dropped undisposed would leave the count whenever their finalisers happen to run.
    static void CollectWhatOtherTestsDropped()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
