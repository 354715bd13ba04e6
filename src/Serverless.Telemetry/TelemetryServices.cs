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

/// <summary>Exports traces, metrics and logs as configured in the settings.</summary>
public static class TelemetryServices
{
    /// <summary>The setting with the address of a collector; OpenTelemetry itself reads the other <c>OTEL_*</c> settings.</summary>
    public const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The setting with the connection string of Application Insights.</summary>
    public const string InsightsSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// The setting with the identity that writes to Application Insights: <c>Authorization=AAD</c>, and <c>ClientId</c> for a user-assigned identity.
    /// </summary>
    public const string IdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    const string SamplerSetting = "OTEL_TRACES_SAMPLER";

    /// <summary>Registers the exporters that the settings configure; none when they configure none.</summary>
    /// <param name="services">The services of the process.</param>
    /// <param name="configuration">The configuration with the settings.</param>
    /// <param name="serviceName">The name of the service: <c>serverless-functions</c> or <c>serverless-worker</c>.</param>
    /// <param name="instance">The name of the instance; null for a generated name.</param>
    /// <returns>Whether anything is exported.</returns>
    /// <exception cref="TelemetryException">The collector's address is invalid.</exception>
    public static bool AddTelemetry(this IServiceCollection services, IConfiguration configuration, string serviceName, string? instance = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var collector = configuration[CollectorSetting];
        var toCollector = !string.IsNullOrWhiteSpace(collector);
        if (toCollector && !(Uri.TryCreate(collector, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            throw new TelemetryException($"{CollectorSetting} is '{collector}', which is not the address of a collector. Use an address such as http://127.0.0.1:4317.");
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

        // This category logs the address of every request, and its query can contain a key.
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
                    // A search is one trace however long it runs: the exporter's default of five new traces per second would split some.
                    (options.TracesPerSecond, options.SamplingRatio) = (null, 1);
                }
            });
        }

        return true;
    }

    /// <summary>Returns the credential that a setting configures; null if there is none, and only the connection string is used.</summary>
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
