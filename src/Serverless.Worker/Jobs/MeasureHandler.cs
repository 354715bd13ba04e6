using Serverless.Core.Devices;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Inference;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Measures the latency of an exported network on this machine, and its energy where there is a counter.</summary>
sealed class MeasureHandler(LatencyMeter meter, JobModels models, WorkClock clock, TimeProvider time) : IJobHandler
{
    public JobKind Kind => JobKind.Measure;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var shape = JobInput.ShapeOf(job.Dataset);
        var path = JobInput.ModelOf(job);
        var model = await models.ReadAsync(path, cancellation);

        var start = time.GetTimestamp();
        clock.Switch(WorkKind.Measuring);
        var latency = meter.Measure(path.ToString(), model, shape, cancellation);
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
}
