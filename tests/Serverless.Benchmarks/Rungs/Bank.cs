using System.Diagnostics;
using Serverless.Algorithms;
using Serverless.Domain.Budgets;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;
using Serverless.Learning.Datasets;
using Serverless.Learning.TrainingFree;
using Serverless.Learning.Training;
namespace Serverless.Benchmarks.Rungs;
static class Bank
{
    internal static void Run(int first, int last, string folder)
    {
        SearchRequest Req(int epochs) => new SearchRequest {
            Space = new SpaceSpecification { Name = "nasbench201", Channels = 8, CellsPerStage = 1 },
            Dataset = new DatasetSpecification { Name = "fashion-mnist", TrainingImages = 14336, ValidationImages = 2000 },
            Objectives = [],
            Algorithm = new AlgorithmSpecification { Name = "random" },
            Training = new TrainingRecipe { Epochs = epochs, ImagesPerEpoch = 512, BatchSize = 32, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 0.0005, Rungs = [epochs] },
            Budgets = new BudgetLimits { Trainings = 1 }, Seed = 100 };
        var space = SearchSpaces.Find("nasbench201")!;
        var algorithm = SearchAlgorithms.Create(Req(1).Algorithm, space, 12345, null);
        using var trainer = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));
        var kept = new KeptTrainings(folder);
        var n = 0;
        var (images, _) = new FashionMnist(null).LoadSplit(Req(1).Dataset with { TrainingImages = 32 });
        foreach (var c in algorithm.Ask(2000))
        {
            if (!space.TryParse(c.Architecture, out var a, out _)) throw new InvalidOperationException();
            var cost = space.Cost(a!, Req(1).Space, new ImageShape(1, 28, 28, 10));
            if (cost.Parameters > 100000) continue;
            n++;
            if (n <= first) continue;
            if (n > last) break;
            var accs = new List<double>(); var secs = new List<double>();
            foreach (var e in new[] { 28, 2, 4, 8 }) { var t = kept.Train(trainer, Req(e), c, 1); accs.Add(t.AccuracyPercent); secs.Add(t.Seconds); }
            var clock = Stopwatch.StartNew();
            var z = TrainingFreeMetrics.Score(a!, Req(1).Space, new ImageShape(1, 28, 28, 10), images, 100);
            Console.WriteLine(FormattableString.Invariant($"{c.Id},{c.Architecture},{cost.Parameters},{cost.Flops},{kept.LatencyOf(Req(1), c)},{string.Join(";", accs)},{string.Join(";", secs)},{z.LogSynflow};{z.Naswot};{z.JacobianCovariance};{z.Snip};{z.GradientNorm},{clock.Elapsed.TotalSeconds}"));
        }
    }
}
