using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What host.json says about the host as a whole.</summary>
sealed class HostSettings
{
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);
    static readonly TimeSpan DefaultDrainPeriod = TimeSpan.FromSeconds(10);

    readonly IConfigurationSection _host;

    /// <exception cref="InvalidOperationException">A value is not what its key asks for.</exception>
    public HostSettings(IConfiguration configuration)
    {
        _host = configuration.GetSection(HostJson.Section);
        FunctionTimeout = _host["functionTimeout"] == "-1" ? null : Duration("functionTimeout", DefaultTimeout);
        DrainPeriod = configuration.GetValue("AzureFunctionsLocal:DrainPeriod", DefaultDrainPeriod);
        RoutePrefix = (_host["extensions:http:routePrefix"] ?? "api").Trim('/');
        MaxOutstandingRequests = Number("extensions:http:maxOutstandingRequests", -1);
        MaxConcurrentRequests = Number("extensions:http:maxConcurrentRequests", -1);
        CustomHeaders = _host.GetSection("extensions:http:customHeaders").GetChildren().ToDictionary(header => header.Key, header => header.Value ?? "");
        AllowedFunctions = [.. _host.GetSection("functions").GetChildren().Select(name => name.Value!)];
    }

    /// <summary>How long a function may run; null means without limit, default 30 minutes.</summary>
    public TimeSpan? FunctionTimeout { get; }

    /// <summary>How long running functions may go on at shutdown before their tokens fire: AzureFunctionsLocal__DrainPeriod, default 10 seconds.</summary>
    public TimeSpan DrainPeriod { get; }

    /// <summary>What all routes begin with, without slashes at its ends; may be empty.</summary>
    public string RoutePrefix { get; }

    /// <summary>Requests under way or waiting before more are answered 429; -1 means without limit.</summary>
    public int MaxOutstandingRequests { get; }

    /// <summary>Requests that run at once; -1 means without limit.</summary>
    public int MaxConcurrentRequests { get; }

    /// <summary>Headers added to every response.</summary>
    public IReadOnlyDictionary<string, string> CustomHeaders { get; }

    /// <summary>The only functions to run; empty means all.</summary>
    public IReadOnlyList<string> AllowedFunctions { get; }

    public int Number(string key, int fallback)
        => _host[key] is not { } text ? fallback
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidOperationException($"host.json is invalid: {key} must be a whole number, not '{text}'.");

    public TimeSpan Duration(string key, TimeSpan fallback)
        => _host[key] is not { } text ? fallback
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero ? duration
            : throw new InvalidOperationException($"host.json is invalid: {key} must be a duration such as 00:05:00, not '{text}'.");

    public string Text(string key, string fallback) => _host[key] ?? fallback;
}
