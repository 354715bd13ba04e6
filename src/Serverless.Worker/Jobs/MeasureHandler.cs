using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Inference;
using Serverless.Spaces;
using Serverless.Worker.Accounting;
using Serverless.Worker.Measuring;

namespace Serverless.Worker.Jobs;

/// <summary>Measures the latency of a network on this machine, and its energy where there is a counter.</summary>
/// <remarks>A job without a network concerns a candidate that is not trained yet: its network is exported here with untrained weights.</remarks>
sealed class MeasureHandler(LatencyMeter meter, JobModels models, WorkClock clock, TimeProvider time) : IJobHandler
{
    public JobKind Kind => JobKind.Measure;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var shape = JobInput.ShapeOf(job.Dataset);
        var (name, model) = job.ModelBlob is null ? Export(job, shape) : await ReadAsync(JobInput.ModelOf(job), cancellation);

        var start = time.GetTimestamp();
        clock.Switch(WorkKind.Measuring);
        var latency = meter.Measure(name, model, shape, cancellation);
        clock.Switch(WorkKind.Other);
        var metrics = new Dictionary<string, double>
        {
            [Metric.LatencyMs.Name] = latency.MedianMs,
            [LatencyDetail.Spread] = latency.SpreadMs,
            [LatencyDetail.Interval] = latency.IntervalMs,
            [LatencyDetail.Repeats] = latency.Repeats,
            [LatencyDetail.Outliers] = latency.Outliers,
            [LatencyDetail.Unscaled] = latency.UnscaledMs,
        };
        if (latency.Speed is { } speed)
        {
            metrics[LatencyDetail.Speed] = speed;
        }

        if (latency.EnergyMj is { } energy)
        {
            metrics[Metric.EnergyMj.Name] = energy;
        }

        return new JobOutput(metrics, time.GetElapsedTime(start).TotalSeconds, "cpu");
    }

    async Task<(string Name, byte[] Model)> ReadAsync(BlobPath path, CancellationToken cancellation) =>
        (path.ToString(), await models.ReadAsync(path, cancellation));

    static (string Name, byte[] Model) Export(Job job, ImageShape shape)
    {
        try
        {
            var network = MeasuredNetwork.Export(job.Space, JobInput.CandidateOf(job).Architecture, shape);
            return (network.Name, network.Content);
        }
        catch (MeasuringException impossible)
        {
            throw new JobInputException(impossible.Message, impossible);
        }
    }
}
