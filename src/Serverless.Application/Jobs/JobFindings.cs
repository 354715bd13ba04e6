using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;

namespace Serverless.Application.Jobs;

/// <summary>How a measurement ended.</summary>
/// <param name="Device">The device.</param>
/// <param name="End">How the job ended.</param>
public sealed record DeviceMeasurement(string Device, JobEnd End);

/// <summary>Adds to an evaluation what the workers' results say.</summary>
public sealed class JobFindings(IDocumentStore store)
{
    /// <summary>The provenance of what a device told.</summary>
    public const string Measured = "measured";

    const string UnknownHardware = "unknown";
    const string ZeroCost = Fidelity.ZeroCostName;

    /// <summary>Adds a training, or why there is none; every attempt's time counts, but not
    /// that of a training which another search paid for.</summary>
    /// <param name="evaluation">As it stood before.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="epochs">The rung that the training stopped at; null when it was the whole one.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="isExternal">Whether a program of the user's did it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">A result is broken, or that of a completed job is missing.</exception>
    public async Task<Evaluation> AddTrainingAsync(
        Evaluation evaluation, string searchId, int? epochs, JobEnd end, bool isExternal, CancellationToken cancellation)
    {
        evaluation = evaluation with { Attempt = end.Attempt };
        for (var attempt = 1; attempt <= end.Attempt; attempt++)
        {
            var jobId = JobId.For(searchId, evaluation.Candidate, JobKind.Train, null, attempt, epochs);
            if (await FindAsync(jobId, attempt == end.Attempt && end.Kind == JobEndKind.Completed, cancellation) is not { } result)
            {
                continue;
            }

            evaluation = result.ReusedFrom is null
                ? evaluation with { Cost = Cost(evaluation.Cost, result, isTrained: epochs != 0) }
                : evaluation with { Cached = evaluation.Cost.TrainedOn is null };
            evaluation = evaluation with { Worker = result.Worker, ModelBlob = result.ModelBlob };
            foreach (var (name, value) in result.Metrics)
            {
                // With their provenance they stay known at the rungs above, as measurements do.
                evaluation = Outcomes.AddMetric(evaluation, name, value, epochs != 0 ? null : name == Metric.SupernetAccuracy.Name ? Fidelity.SupernetName : ZeroCost);
            }
        }

        return Judge(evaluation, end, isExternal ? "Evaluating" : epochs == 0 ? "Computing zero-cost proxies" : "Training");
    }

    /// <summary>Adds a measurement, or why there is none.</summary>
    /// <exception cref="DocumentException">A result is broken, or that of a completed job is missing.</exception>
    public async Task<Evaluation> AddMeasurementAsync(
        Evaluation evaluation, string searchId, DeviceMeasurement measurement, CancellationToken cancellation)
    {
        var (device, end) = measurement;
        for (var attempt = 1; attempt <= end.Attempt; attempt++)
        {
            var jobId = JobId.For(searchId, evaluation.Candidate, JobKind.Measure, device, attempt);
            if (await FindAsync(jobId, attempt == end.Attempt && end.Kind is JobEndKind.Completed or JobEndKind.Infeasible, cancellation) is not { } result)
            {
                continue;
            }

            evaluation = evaluation with
            {
                Cost = evaluation.Cost with { MeasuringSeconds = evaluation.Cost.MeasuringSeconds + result.Seconds },
            };
            foreach (var (name, value) in result.Metrics)
            {
                evaluation = Outcomes.AddMetric(evaluation, $"{name}@{device}", value, Measured);
            }
        }

        return Judge(evaluation, end, $"Measuring on {device}");
    }

    static EvaluationCost Cost(EvaluationCost before, JobResult result, bool isTrained) => before.PlusTraining(result.Seconds, result.RanOn) with
    {
        TrainedOn = isTrained ? result.RanOn ?? UnknownHardware : before.TrainedOn,
    };

    static Evaluation Judge(Evaluation evaluation, JobEnd end, string what) => end.Kind switch
    {
        JobEndKind.Completed or JobEndKind.Infeasible or JobEndKind.Skipped => evaluation,
        JobEndKind.GaveUp when end.Attempt == 1 => Outcomes.Fail(evaluation, $"{what} failed: {end.Error}", CauseOf(evaluation, end)),
        JobEndKind.GaveUp => Outcomes.Fail(evaluation, $"{what} failed {end.Attempt} times, at last: {end.Error}", CauseOf(evaluation, end)),
        _ => Outcomes.Abandon(evaluation, end.Error ?? "It was stopped."),
    };

    // What only this candidate is called would make a cause of its own of each that failed.
    static EvaluationFailure CauseOf(Evaluation evaluation, JobEnd end) => EvaluationFailure.Of(
        end.Error ?? "The worker gave no reason.", end.IsShared, evaluation.Candidate.Value, evaluation.Architecture);

    async Task<JobResult?> FindAsync(string jobId, bool isRequired, CancellationToken cancellation)
    {
        var path = BlobPaths.JobResult(jobId);
        return isRequired
            ? (await store.ReadAsync(path, CoreJson.Default.JobResult, cancellation)).Value
            : (await store.FindAsync(path, CoreJson.Default.JobResult, cancellation))?.Value;
    }
}
