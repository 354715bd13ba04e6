using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.Training;

namespace Serverless.Learning.Tests.Training;

public sealed class TrainingsAtOnceTests
{
    static readonly DatasetSpecification Dataset = new() { Name = FashionMnist.Name, TrainingImages = 300, ValidationImages = 200 };

    /// <summary>Every part of a recipe that draws random numbers or keeps a setting of its thread.</summary>
    static readonly TrainingRecipe[] Recipes =
    [
        new() { Epochs = 2, BatchSize = 32, Augmentation = new AugmentationSpecification { CropPadding = 2, HorizontalFlip = true, Cutout = 4 } },
        new() { Epochs = 2, BatchSize = 32, Precision = TrainingPrecision.BrainFloat },
        new() { Epochs = 2, BatchSize = 32 },
    ];

    [Fact]
    public async Task Train_ThreeAtOnce_GivesBitForBitWhatOneAfterTheOtherGives()
    {
        using var datasets = new DatasetPool();
        using var alone = new CandidateTrainer(new TrainerOptions("cpu"));
        var expected = Recipes.Select((recipe, i) => alone.Train(Task(recipe, seed: i), default)).ToList();
        using var start = new Barrier(Recipes.Length);

        var trained = await System.Threading.Tasks.Task.WhenAll(Recipes.Select((recipe, i) => System.Threading.Tasks.Task.Factory.StartNew(
            () =>
            {
                using var trainer = new CandidateTrainer(new TrainerOptions("cpu"), datasets: datasets);
                start.SignalAndWait();
                return trainer.Train(Task(recipe, seed: i), default);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        datasets.Count.ShouldBe(1, "all share it");
        foreach (var (there, here) in expected.Zip(trained))
        {
            here.OnnxModel.ShouldBe(there.OnnxModel);
            (here.AccuracyPercent, here.FinalLoss).ShouldBe((there.AccuracyPercent, there.FinalLoss));
        }
    }

    [Fact]
    public void Train_OnAnotherDataset_ReleasesTheOneBefore()
    {
        using var datasets = new DatasetPool();
        using var trainer = new CandidateTrainer(new TrainerOptions("cpu"), datasets: datasets);
        var task = Task(Recipes[2], seed: 1);
        trainer.Train(task, default);

        trainer.Train(task with { Dataset = Dataset with { SplitSeed = 1 } }, default);

        datasets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reserve_MoreThanIsLeft_WaitsUntilItIsGivenBack()
    {
        var memory = new DeviceMemory(100);
        memory.Reserve(60, shared: 20, default);

        var second = System.Threading.Tasks.Task.Run(() => memory.Reserve(50, shared: 20, default), CancellationToken.None);
        memory.Reserve(20, shared: 20, default);
        second.IsCompleted.ShouldBeFalse();
        memory.Release(60);

        await second;
    }

    [Fact]
    public void Reserve_MoreThanThereIs_IsLetInAlone()
    {
        var memory = new DeviceMemory(100);

        memory.Reserve(1_000, shared: 0, default);

        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Should.Throw<OperationCanceledException>(() => memory.Reserve(1, shared: 0, cancellation.Token));
    }

    [Fact]
    public void BytesOf_Training_GrowsWithBatchAndOptimiser()
    {
        var shape = FashionMnist.Shape;
        long Bytes(TrainingRecipe recipe) => TrainingMemory.BytesOf(Task(recipe, seed: 1), shape);
        var parameters = Cells.Space.Cost(Cells.Space.Create([3, 2, 4, 1, 3, 1]), Cells.Skeleton, shape).Parameters;

        var (one, two) = (Bytes(new TrainingRecipe { BatchSize = 1 }), Bytes(new TrainingRecipe { BatchSize = 2 }));
        Bytes(new TrainingRecipe { BatchSize = 3 }).ShouldBe((2 * two) - one, "each image adds as much");
        (one - (two - one)).ShouldBe(parameters * 4 * 3, "weights, gradients, momentum");
        var adam = new OptimiserSpecification { Name = OptimiserKind.Adam, Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8 };
        (Bytes(new TrainingRecipe { BatchSize = 1, Optimiser = adam }) - one).ShouldBe(parameters * 4);
    }

    [Fact]
    public void HowManyFit_OfADevice_IsWhatItsMemoryIsEnoughFor()
    {
        var task = Task(Recipes[2], seed: 1);
        var (training, dataset) = (TrainingMemory.BytesOf(task, FashionMnist.Shape), TrainingMemory.BytesOf(Dataset, FashionMnist.Shape));

        dataset.ShouldBe(500 * ((784 * 4) + 8));
        TrainingMemory.HowManyFit(task, FashionMnist.Shape, dataset + (3 * training)).ShouldBe(3);
        TrainingMemory.HowManyFit(task, FashionMnist.Shape, dataset + (3 * training) - 1).ShouldBe(2);
        TrainingMemory.HowManyFit(task, FashionMnist.Shape, 0).ShouldBe(0);
    }

    static TrainingTask Task(TrainingRecipe recipe, long seed)
    {
        var cell = Cells.Space.Create([3, 2, 4, 1, 3, 1]);
        return new TrainingTask(Cells.Space.IdOf(cell), Cells.Space.Format(cell), Cells.Skeleton, Dataset, recipe, seed);
    }
}
