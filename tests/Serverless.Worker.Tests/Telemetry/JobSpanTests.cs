using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serverless.Application.Telemetry;
using Serverless.Core.Jobs;
using Serverless.Testing;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Tests.Telemetry;

[Collection(TelemetryCollection.Name)]
public sealed class JobSpanTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    const string FromApp = $"00-{TraceId}-b7ad6b7169203331-01";

    [Fact]
    public async Task Job_OfATracedSearch_IsASpanOfItsTraceThatTheAnnouncementPassesOn()
    {
        var done = new ScriptedHandler((_, _) => Task.FromResult(ScriptedHandler.Done));

        var (job, span) = await RunAsync(TestJobs.New() with { TraceParent = FromApp }, done);

        (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString(), span.DisplayName, span.Kind).ShouldBe(
            (TraceId, "b7ad6b7169203331", SpanNames.Train, ActivityKind.Consumer));
        span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value).ShouldBe(
            new Dictionary<string, object?>
            {
                [AttributeNames.JobId] = job.Id,
                [AttributeNames.JobAttempt] = 1,
                [AttributeNames.JobOutcome] = "Completed",
                [AttributeNames.SearchId] = job.SearchId,
                [AttributeNames.CandidateId] = job.Candidate!.Value.Value,
                [AttributeNames.Fidelity] = job.FidelityName,
                [AttributeNames.Epochs] = 1,
                [AttributeNames.Device] = "cpu",
            },
            ignoreOrder: true);
        (await Jobs.AnnouncementsAsync()).ShouldHaveSingleItem().TraceParent.ShouldBe(span.Id);
    }

    [Fact]
    public async Task Job_ThatFails_IsASpanThatSaysSoAndNotWhy()
    {
        var failing = new ScriptedHandler((_, _) => throw new InvalidOperationException("/home/someone/secret"));

        var (_, span) = await RunAsync(TestJobs.New() with { TraceParent = FromApp }, failing);

        (span.Status, span.StatusDescription, span.GetTagItem(AttributeNames.JobOutcome)).ShouldBe((ActivityStatusCode.Error, null, "Failed"));
        span.TagObjects.Select(tag => tag.Value?.ToString() ?? "").ShouldNotContain(value => value.Contains("secret", StringComparison.Ordinal));
        span.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00-nonsense")]
    public async Task Job_WithoutATrace_BeginsOne(string? traceParent)
    {
        var done = new ScriptedHandler((_, _) => Task.FromResult(ScriptedHandler.Done));

        var (_, span) = await RunAsync(TestJobs.New() with { TraceParent = traceParent }, done);

        (span.ParentSpanId, span.HasRemoteParent).ShouldBe((default, false));
    }

    [Fact]
    public void Gauges_OfAWorker_TellTheShareOfItsTimeInWhichItWasBusy()
    {
        var metrics = new List<Metric>();
        var clocks = new WorkClocks(TimeProvider.System);
        clocks.Start().Switch(WorkKind.Training);
        using var gauges = new WorkerGauges(clocks);
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(Instruments.MeterName).AddInMemoryExporter(metrics).Build();

        meters.ForceFlush();

        var busy = metrics.Single(metric => metric.Name == Instruments.WorkerBusy);
        busy.Unit.ShouldBe(Instruments.One);
        foreach (ref readonly var point in busy.GetMetricPoints())
        {
            point.GetGaugeLastValueDouble().ShouldBeInRange(0, 1);
        }
    }

    /// <summary>Has a worker do a job; gives the job and its span.</summary>
    async Task<(Job Job, Activity Span)> RunAsync(Job job, ScriptedHandler handler)
    {
        var spans = new List<Activity>();
        using (var traces = Sdk.CreateTracerProviderBuilder().AddSource(Spans.SourceName).AddInMemoryExporter(spans).Build())
        {
            await Jobs.QueueAsync(job);
            await using var worker = await TestWorker.StartAsync(Storage, handler, new WorkerOptions());
            await Jobs.ResultAsync(job);
            await Jobs.QueueIsEmptyAsync();
        }

        return (job, spans.ShouldHaveSingleItem());
    }
}
