using System.Reflection;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using Serverless.Application.Telemetry;

namespace Serverless.Telemetry;

/// <summary>Has spans, measurements and logs exported where the settings say so.</summary>
public static class TelemetryServices
{
    /// <summary>The address of a collector; with it go the other <c>OTEL_*</c> settings, which OpenTelemetry reads itself.</summary>
    public const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The connection of Application Insights.</summary>
    public const string InsightsSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>With <c>Authorization=AAD</c>, and <c>ClientId</c> for a user-assigned identity: who writes to Application Insights.</summary>
    public const string IdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    const string SamplerSetting = "OTEL_TRACES_SAMPLER";

    /// <summary>Registers the exporters that the settings ask for; nothing when they ask for none.</summary>
    /// <param name="services">The process's.</param>
    /// <param name="configuration">Where the settings are.</param>
    /// <param name="serviceName">What the process is called: <c>serverless-functions</c> or <c>serverless-worker</c>.</param>
    /// <param name="instance">Which of them it is; null for a name made up now.</param>
    /// <returns>Whether anything is exported.</returns>
    /// <exception cref="TelemetryException">The collector's address is none.</exception>
    public static bool AddTelemetry(this IServiceCollection services, IConfiguration configuration, string serviceName, string? instance = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var collector = configuration[CollectorSetting];
        var toCollector = !string.IsNullOrWhiteSpace(collector);
        if (toCollector && !(Uri.TryCreate(collector, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            throw new TelemetryException($"{CollectorSetting} is '{collector}', which is no address of a collector. Write it as http://127.0.0.1:4317.");
        }

        var insights = configuration[InsightsSetting];
        if (!toCollector && string.IsNullOrWhiteSpace(insights))
        {
            return false;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                serviceName,
                serviceVersion: VersionOf(Assembly.GetEntryAssembly()),
                autoGenerateServiceInstanceId: instance is null,
                serviceInstanceId: instance))
            .WithTracing(traces => traces.AddSource(Spans.SourceName))
            .WithMetrics(metrics => metrics.AddMeter(Instruments.MeterName))
            .WithLogging();

        // It logs the address of every request, and a query may hold a key.
        services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>("Microsoft.AspNetCore", LogLevel.Warning));
        if (toCollector)
        {
            telemetry.UseOtlpExporter();
        }

        if (!string.IsNullOrWhiteSpace(insights))
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = insights;
                options.Credential = CredentialOf(configuration[IdentitySetting]);
                if (configuration[SamplerSetting] is null)
                {
                    // A search is one trace however long it runs: five new traces a second, the exporter's default, would tear some apart.
                    (options.TracesPerSecond, options.SamplingRatio) = (null, 1);
                }
            });
        }

        return true;
    }

    /// <summary>The identity that a setting names; null where it names none, and the connection alone decides.</summary>
    internal static TokenCredential? CredentialOf(string? setting)
    {
        var parts = (setting ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase)
            ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = parts["ClientId"].FirstOrDefault() })
            : null;
    }

    static string VersionOf(Assembly? program) =>
        program?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
