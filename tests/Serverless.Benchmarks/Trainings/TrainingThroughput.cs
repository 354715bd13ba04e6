using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using TorchSharp;

namespace Serverless.Benchmarks.Trainings;

/// <summary>
/// The number of candidates per hour when several small ones are trained at once on one device, beside a plain loop that trains one after the other.
/// </summary>
static class TrainingThroughput
{
    const int Candidates = 8;
    const int Rounds = 2;
    const int AtOnceOnGpu = 8;

    static readonly NasBench201Space Space = new();

    internal static async Task MeasureAsync(Report report)
    {
        var isOnGpu = torch.cuda.is_available();
        var processors = Environment.ProcessorCount;
        var atOnce = isOnGpu ? AtOnceOnGpu : processors;
        var tasks = Enumerable.Range(0, Candidates).Select(Task).ToList();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{Candidates} cells of NAS-Bench-201, 8 channels, {tasks[0].Dataset.TrainingImages} images, on {(isOnGpu ? "cuda" : "cpu: no CUDA device is available")}; an estimated {TrainingMemory.BytesOf(tasks[0], FashionMnist.Shape) / 1e6:F0} MB each, of which {TrainingMemory.HowManyFit(tasks[0], FashionMnist.Shape, memory)} fit into the {memory / 1e9:F0} GB of this machine"));

        // Reading the dataset is no part of either.
        using var datasets = new DatasetPool();
        await TrainAsync(tasks.Take(1), 1, processors, datasets);
        var (loop, together) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            loop = Math.Min(loop, await TrainAsync(tasks, 1, processors, datasets));
            together = Math.Min(together, await TrainAsync(tasks, atOnce, Math.Max(1, processors / atOnce), datasets));
        }

        report.Say(Line("one after the other", loop));
        report.Say(Line($"{atOnce} at once", together));
        report.Bound($"time of {atOnce} at once / one after the other", together / loop, most: 1.1);
    }

    static async Task<double> TrainAsync(IEnumerable<TrainingTask> tasks, int atOnce, int threads, DatasetPool datasets)
    {
        using var trainer = new CandidateTrainer(new TrainerOptions(Threads: threads), datasets: datasets);
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(tasks, options, (task, cancellation) =>
        {
            trainer.Train(task, cancellation);
            return ValueTask.CompletedTask;
        });
        return watch.Elapsed.TotalSeconds;
    }

    static TrainingTask Task(int index)
    {
        var cell = Space.Canonicalise(Space.Sample(RandomStream.For(seed: 4, generation: 0, index)));
        return new TrainingTask(
            Space.IdOf(cell),
            Space.Format(cell),
            new SpaceSpecification { Name = Space.Name, Channels = 8, CellsPerStage = 1 },
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 4_096, ValidationImages = 1_000 },
            new TrainingRecipe { Epochs = 1, BatchSize = 64 },
            Seed: index);
    }

    static string Line(string what, double seconds) => string.Create(
        CultureInfo.InvariantCulture, $"      {what}: {Candidates * 3600 / seconds:F0} candidates an hour ({seconds:F1} s)");
}
