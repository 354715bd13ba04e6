using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Training;

namespace Serverless.Benchmarks.Rungs;

/// <summary>Trains candidates and stores the results in a folder, so that a comparison that was stopped can continue.</summary>
/// <remarks>
/// Searches with different rungs share no trainings: each pays for its own. A latency is measured once per candidate, so that pairs do not differ by
/// measurement noise.
/// </remarks>
sealed class StoredTrainings(string folder)
{
    readonly LatencyMeter _meter = new();
    readonly Lock _measuring = new();

    /// <summary>Trains a candidate from the rung before to this one, unless that was done.</summary>
    internal StoredTraining Train(CandidateTrainer trainer, SearchRequest request, ProposedCandidate candidate, int rung)
    {
        var ladder = RungLadder.Of(request);
        var path = PathOf(request, candidate, ladder, rung);
        if (File.Exists(path + ".json"))
        {
            return JsonSerializer.Deserialize<StoredTraining>(File.ReadAllBytes(path + ".json"))!;
        }

        var task = new TrainingTask(
            candidate.Id, candidate.Architecture, request.Space, request.Dataset, request.Training, request.Seed, ladder.StopOf(rung));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (ladder.IsZeroCost(rung))
        {
            var judged = trainer.Judge(task);
            Measure(request, candidate, judged.OnnxModel);
            return Keep(path, new StoredTraining(judged.Scores.ToMetrics(), judged.Seconds));
        }

        var from = rung == 1 || ladder.IsZeroCost(rung - 1)
            ? null
            : new TrainingCheckpoint(ladder.EpochsOf(rung - 1), 0, File.ReadAllBytes(PathOf(request, candidate, ladder, rung - 1) + ".checkpoint"));
        var trained = trainer.Train(task, CancellationToken.None, from: from);
        Measure(request, candidate, trained.OnnxModel);
        if (trained.Checkpoint is { } checkpoint)
        {
            File.WriteAllBytes(path + ".checkpoint", checkpoint.State);
        }

        return Keep(path, new StoredTraining(
            new Dictionary<string, double> { [Metric.Accuracy.Name] = trained.AccuracyPercent }, trained.TrainSeconds));
    }

    /// <summary>Milliseconds of a candidate that was trained.</summary>
    internal double LatencyOf(SearchRequest request, ProposedCandidate candidate) =>
        JsonSerializer.Deserialize<double>(File.ReadAllBytes(LatencyPath(request, candidate)));

    static StoredTraining Keep(string path, StoredTraining training)
    {
        WriteWhole(path + ".json", training);
        return training;
    }

    void Measure(SearchRequest request, ProposedCandidate candidate, byte[] model)
    {
        lock (_measuring)
        {
            var path = LatencyPath(request, candidate);
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                WriteWhole(path, _meter.Measure(model, FashionMnist.Shape, CancellationToken.None).MedianMs);
            }
        }
    }

    /// <summary>A process that is stopped leaves no half of a file.</summary>
    static void WriteWhole<T>(string path, T value)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(value));
        File.Move(path + ".new", path, overwrite: true);
    }

    string PathOf(SearchRequest request, ProposedCandidate candidate, RungLadder ladder, int rung)
    {
        var rungs = string.Join('-', Enumerable.Range(1, ladder.Count).Select(ladder.EpochsOf));
        var name = FormattableString.Invariant($"{candidate.Id}-{request.Seed}-{rung}");
        return Path.Combine(folder, RecipeHash.Of(request), rungs, name);
    }

    string LatencyPath(SearchRequest request, ProposedCandidate candidate) => Path.Combine(
        folder, "latencies", FormattableString.Invariant($"{request.Space.Name}-{request.Space.Channels}-{request.Space.CellsPerStage}-{candidate.Id}.json"));
}
