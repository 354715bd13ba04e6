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

/// <summary>Adds the results of workers to an evaluation.</summary>
public sealed class JobFindings(IDocumentStore store)
{
    /// <summary>The provenance of a value that a device has measured.</summary>
    public const string Measured = "measured";

    const string UnknownHardware = "unknown";
    const string ZeroCost = Fidelity.ZeroCostName;

    /// <summary>
    /// Adds a training, or the reason why there is none. The time of every attempt counts, except for a training that another search paid for.
    /// </summary>
    /// <param name="evaluation">The evaluation so far.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="epochs">The epochs at which the training stopped for its rung; null for a full training.</param>
    /// <param name="end">How the training ended.</param>
    /// <param name="isExternal">Whether a user's program evaluated the candidate.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A result is broken, or the result of a completed job is missing.</exception>
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
                // With a provenance they stay known at higher rungs, as measurements do.
                evaluation = Outcomes.AddMetric(evaluation, name, value, epochs != 0 ? null : name == Metric.SupernetAccuracy.Name ? Fidelity.SupernetName : ZeroCost);
            }
        }

        return Judge(evaluation, end, isExternal ? "Evaluating" : epochs == 0 ? "Computing zero-cost proxies" : "Training");
    }

    /// <summary>Adds a measurement, or the reason why there is none.</summary>
    /// <exception cref="DocumentException">A result is broken, or the result of a completed job is missing.</exception>
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
        JobEndKind.GaveUp => Outcomes.Fail(evaluation, $"{what} failed {end.Attempt} times. The last error: {end.Error}", CauseOf(evaluation, end)),
        _ => Outcomes.Abandon(evaluation, end.Error ?? "It was stopped."),
    };

    // The candidate's own id and architecture are left out of the cause; otherwise each failed candidate would have a cause of its own.
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
