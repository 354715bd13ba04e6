using System.Diagnostics;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serverless.Application.Telemetry;
using Serverless.Testing;

namespace Serverless.Telemetry.Tests;

public sealed partial class TelemetryServicesTests
{
    const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/";

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void AddTelemetry_WithoutASetting_RegistersNothingAndNobodyListens(string? empty)
    {
        var services = new ServiceCollection();

        services.AddTelemetry(Settings((TelemetryServices.CollectorSetting, empty), (TelemetryServices.InsightsSetting, empty)), "example").ShouldBeFalse();

        services.ShouldBeEmpty();
        Spans.AreWanted.ShouldBeFalse();
        Spans.Start(SpanNames.Train).ShouldBeNull();
        Instruments.Evaluations.Enabled.ShouldBeFalse();
    }

    [Fact]
    public async Task AddTelemetry_WithACollector_SendsItSpansAndMeasurementsUnderTheServicesName()
    {
        await using var collector = TraceCollector.Start();
        ActivityTraceId trace;
        await using (var services = Build(new ServiceCollection(), [.. collector.Settings.Select(setting => (setting.Key, setting.Value))]))
        {
            _ = (services.GetRequiredService<TracerProvider>(), services.GetRequiredService<MeterProvider>());
            using (var span = Spans.Start(SpanNames.Train).ShouldNotBeNull())
            {
                trace = span.TraceId;
            }

            Instruments.EpochDuration.Record(1.5);
        }

        collector.HasSpan("example", SpanNames.Train, trace.ToHexString()).ShouldBeTrue();
        collector.HasInstrument("example", Instruments.EpochDuration.Name).ShouldBeTrue();
        collector.HasInstrument("example", Instruments.JobDuration.Name).ShouldBeFalse();
    }

    [Fact]
    public async Task AddTelemetry_Exporting_TellsWhoItIsAndEachLogOnceInItsSpanAndNoRequests()
    {
        await using var collector = TraceCollector.Start();
        var (spans, logs) = (new List<Activity>(), new List<LogRecord>());
        var collection = new ServiceCollection();
        collection.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(spans));
        collection.ConfigureOpenTelemetryLoggerProvider(exported => exported.AddInMemoryExporter(logs));
        await using var services = Build(collection, [.. collector.Settings.Select(setting => (setting.Key, setting.Value))]);
        var traces = services.GetRequiredService<TracerProvider>();

        using (Spans.Start(SpanNames.Train))
        {
            Finished(services.GetRequiredService<ILogger<TelemetryServicesTests>>());
            Finished(services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics"));
        }

        traces.ForceFlush();
        var span = spans.ShouldHaveSingleItem();
        logs.ShouldHaveSingleItem().SpanId.ShouldBe(span.SpanId);
        var resource = traces.GetResource().Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
        (resource["service.name"], resource["service.instance.id"]).ShouldBe(("example", "w1"));
        resource["service.version"].ShouldBeOfType<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AddTelemetry_WithApplicationInsights_StartsWithoutSendingAnything()
    {
        await using var services = Build(new ServiceCollection(), (TelemetryServices.InsightsSetting, Insights));

        services.GetRequiredService<TracerProvider>().ShouldNotBeNull();
        using var span = Spans.Start(SpanNames.Train);
        span.ShouldNotBeNull().Recorded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("127.0.0.1")]
    [InlineData("ftp://127.0.0.1/")]
    public void AddTelemetry_WithAnAddressThatIsNone_SaysWhichAndWhatToWrite(string address) =>
        Should.Throw<TelemetryException>(() => new ServiceCollection().AddTelemetry(Settings((TelemetryServices.CollectorSetting, address)), "example"))
            .Message.ShouldBe($"OTEL_EXPORTER_OTLP_ENDPOINT is '{address}', which is not the address of a collector. Use an address such as http://127.0.0.1:4317.");

    [Theory]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001;Authorization=AAD", true)]
    [InlineData("Authorization=aad", true)]
    [InlineData("ClientId=1", false)]
    [InlineData("nonsense", false)]
    [InlineData(null, false)]
    public void CredentialOf_Setting_IsAnIdentityWhereItAsksForOne(string? setting, bool isIdentity) =>
        (TelemetryServices.CredentialOf(setting) is DefaultAzureCredential).ShouldBe(isIdentity);

    [LoggerMessage(1, LogLevel.Information, "Finished")]
    static partial void Finished(ILogger logger);

    static ServiceProvider Build(IServiceCollection services, params (string Name, string? Value)[] settings)
    {
        var configuration = Settings(settings);
        services.AddLogging().AddSingleton(configuration).AddTelemetry(configuration, "example", "w1").ShouldBeTrue();
        return services.BuildServiceProvider();
    }

    static IConfiguration Settings(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value)).Build();
}
