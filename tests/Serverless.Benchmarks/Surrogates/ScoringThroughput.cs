using System.Globalization;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Benchmarks.Surrogates;

/// <summary>
/// The cost of scoring, from genotype to score, on one thread: ONNX Runtime as activities use it, beside the same network with TorchSharp, one batch
/// at a time. Processor time is used, since both run on one thread and the machine can have other work.
/// </summary>
static class ScoringThroughput
{
    const int Members = 5;
    const int TorchBatch = 128;
    const int Repeats = 3;

    // 20,000 candidates a second.
    const double MostMicroseconds = 50;

    static readonly SearchSpace Space = SearchSpaces.Find("nasbench201")!;
    static readonly ImageShape Shape = new(3, 32, 32, 10);

    internal static void Measure(Report report)
    {
        var cells = Enumerable.Range(0, 10_000).Select(index => Space.Sample(RandomStream.For(1, 0, index))).ToList();
        foreach (var kind in new[] { SurrogateKind.HwPrNas, SurrogateKind.ParetoHybrid, SurrogateKind.BrpNas, SurrogateKind.Gates, SurrogateKind.Lclr })
        {
            // Weights do not change what scoring costs, so one epoch will do.
            using var fitted = SurrogateFitters.Find(kind)!.Fit(
                TrainingSet(cells.Take(200).ToList()), new() { Members = Members, Epochs = 1, Device = "cpu" }, CancellationToken.None);
            using var scorer = new SurrogateScorer(kind, fitted.ToOnnx(), fitted.Metadata);
            var (onnx, torch) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                // In turn, and the shortest of each: what else the machine does only ever adds.
                onnx = Shorter(onnx, () => scorer.Score(cells));
                torch = Shorter(torch, () =>
                {
                    foreach (var batch in cells.Chunk(TorchBatch))
                    {
                        fitted.Predict(batch);
                    }
                });
            }

            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind}, {Members} members: {cells.Count / onnx.TotalSeconds:N0} cells a processor second by ONNX Runtime, {cells.Count / torch.TotalSeconds:N0} by TorchSharp"));
            report.Bound($"{kind}: ONNX Runtime / TorchSharp", onnx / torch, 1);
            if (kind is SurrogateKind.HwPrNas or SurrogateKind.ParetoHybrid)
            {
                report.Bound($"{kind}: one cell", onnx.TotalMicroseconds / cells.Count, MostMicroseconds, " µs");
            }
        }
    }

    static SurrogateTrainingSet TrainingSet(List<Architecture> cells) => new(
        Space.DefaultSkeleton,
        Shape,
        [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" }],
        cells,
        [.. cells.SelectMany((_, index) => new double[] { index % 17, index % 13 })]);

    static TimeSpan Shorter(TimeSpan known, Action run)
    {
        var begin = Environment.CpuUsage.TotalTime;
        run();
        var took = Environment.CpuUsage.TotalTime - begin;
        return took < known ? took : known;
    }
}
