using Microsoft.Azure.Functions.Worker.Builder;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>An app for one test: which classes hold its functions, and its settings.</summary>
sealed record LocalApp(params Type[] Types)
{
    public string HostJson { get; init; } = """{ "version": "2.0" }""";

    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>The connection string of AzureWebJobsStorage; null for apps that use none.</summary>
    public string? Storage { get; init; }

    public bool UsesAspNetCore { get; init; } = true;

    public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };
}
