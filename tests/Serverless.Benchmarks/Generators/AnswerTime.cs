using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Application.Generators;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Functions.Adapters;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Generators;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Benchmarks.Generators;

/// <summary>
/// The cost of an answer of a generator in the functions app, from the question to the bytes of the answer, once its files are open: blobs in memory,
/// one thread. For comparison, the time that its surrogate takes to predict as many architectures as were different, which is the least that any
/// answer needs.
/// </summary>
static class AnswerTime
{
    const double MostMilliseconds = 20;
    const int Examples = 300;
    const int Devices = 4;
    const int Repeats = 30;

    static readonly NasBench201Space Space = new();
    static readonly ImageShape Shape = new(3, 32, 32, 10);

    internal static async Task MeasureAsync(Report report)
    {
        foreach (var kind in GeneratorFitters.Kinds)
        {
            // How well it is trained does not change what an answer costs.
            var fitted = GeneratorFitters.Find(kind)!.Fit(
                Material(), new GeneratorFitOptions { Steps = 20, CostSteps = 20, Device = "cpu" }, NoCheckpoints.Instance, CancellationToken.None);
            var store = new InMemoryDocumentStore();
            await StoreAsync(store, fitted);
            using var models = new GeneratorModels(store);
            var generators = new AskGenerator(new GeneratorRegistry(store), new DeviceCatalogue(store), models);
            using var surrogate = SurrogateScorer.Open(kind, fitted.Quality);
            foreach (var (what, limit, count) in new (string, double?, int)[] { ("10 within a limit", 3, 10), ("a front of 10", null, 10), ("a front of 100", null, 100) })
            {
                var (answers, scores, distinct) = (new List<double>(), new List<double>(), 0);
                for (var repeat = -3; repeat < Repeats; repeat++)
                {
                    var begun = Stopwatch.GetTimestamp();
                    var (answer, fault) = await generators.AskAsync(new AskedArchitectures("gen-s1", "device0", limit, count, repeat), CancellationToken.None);
                    _ = JsonSerializer.SerializeToUtf8Bytes(answer ?? throw new InvalidOperationException(fault?.Message), CoreJson.Default.GeneratorAnswer);
                    var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                    var architectures = Enumerable.Range(0, answer.Distinct).Select(index => Space.Sample(RandomStream.For(repeat, 1, index))).ToList();
                    begun = Stopwatch.GetTimestamp();
                    surrogate.Score(architectures);
                    if (repeat >= 0)
                    {
                        answers.Add(took);
                        scores.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                        distinct += answer.Distinct;
                    }
                }

                var (median, score) = (Median(answers), Median(scores));
                report.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind}, {what}: {median:F2} ms (the slowest {answers.Max():F2}), {median / score:F1} times its surrogate's {score:F2} ms for as many as were different, {distinct / Repeats}"));
                report.Bound($"{kind}, {what}", median, MostMilliseconds, " ms");
            }
        }
    }

    static async Task StoreAsync(InMemoryDocumentStore store, FittedGenerator fitted)
    {
        using var quality = SurrogateScorer.Open("quality", fitted.Quality);
        var document = new GeneratorDocument
        {
            Id = "gen-s1",
            Metadata = fitted.Metadata,
            Quality = quality.Metadata,
            GeneratorBlob = await KeepAsync(fitted.Generator),
            CostBlob = await KeepAsync(fitted.Cost),
            QualityBlob = await KeepAsync(fitted.Quality),
            FitSeconds = 1,
            Worker = "w1",
        };
        await store.TryCreateBytesAsync(BlobPaths.GeneratorOrder(document.Id), "{}"u8.ToArray(), CancellationToken.None); // it is not read
        await store.TryCreateAsync(BlobPaths.Generator(document.Id), document, CoreJson.Default.GeneratorDocument, CancellationToken.None);

        async Task<string> KeepAsync(byte[] content)
        {
            var path = BlobPaths.GeneratorModel("gen-s1", Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
            await store.TryCreateBytesAsync(path, content, CancellationToken.None);
            return path.ToString();
        }
    }

    static GeneratorMaterial Material()
    {
        var architectures = Enumerable.Range(0, Examples).Select(index => Space.Canonicalise(Space.Sample(RandomStream.For(1, 0, index)))).Distinct().ToList();
        var references = ReferenceArchitectures.Of(Space, Space.DefaultSkeleton, Shape);
        return new GeneratorMaterial
        {
            Quality = new SurrogateTrainingSet(
                Space.DefaultSkeleton, Shape, [new Objective { Metric = "accuracy", Goal = Goal.Maximise }], architectures, [.. architectures.Select(architecture => 60 + (4 * Worth(architecture, 2)))]),
            Cost = new Objective { Metric = "latencyMs", Goal = Goal.Minimise },
            References = references,
            Devices =
            [
                .. Enumerable.Range(0, Devices).Select(device => new KnownDevice(
                    $"device{device}", [.. references.Select(reference => 1 + Worth(reference, 1 + device))], architectures, [.. architectures.Select(architecture => 1 + Worth(architecture, 1 + device))])),
            ],
        };
    }

    // Larger convolutions are worth more, and on each device cost another multiple of small ones.
    static double Worth(Architecture architecture, double large)
    {
        var worth = 0.0;
        foreach (var choice in architecture.Genotype)
        {
            worth += choice switch { 2 => 1, 3 => large, 4 => 0.25, _ => 0 };
        }

        return worth;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
