using System.Text.Json;
using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>The jobs of <c>infra/azure</c> set only options that exist, to valid values.</summary>
public sealed class DeployedEnvironmentTests
{
    const string Prefix = "SERVERLESS_WORKER_";

    [Fact]
    public async Task Environment_OfEachJob_IsAcceptedAsOptions()
    {
        using var snapshot = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "infra", "azure", "complete.snapshot.json")));
        var jobs = snapshot.RootElement.GetProperty("predictedResources").EnumerateArray()
            .Where(resource => resource.GetProperty("type").GetString() == "Microsoft.App/jobs")
            .ToDictionary(job => job.GetProperty("name").GetString()!, Arguments);

        jobs.Keys.ShouldBe(["serverless-training", "serverless-measuring"], ignoreOrder: true);
        foreach (var (name, arguments) in jobs)
        {
            WorkerOptions? options = null;
            var status = await WorkerCommand.InvokeAsync(
                arguments, (read, _) => Task.FromResult((options = read) is null ? 1 : 0), () => throw new InvalidOperationException("It must not check."));

            status.ShouldBe(ExitCodes.Success, name);
            options!.ExitWhenIdle.ShouldNotBeNull(name);
            options.IsDeviceAgent.ShouldBe(name == "serverless-measuring");
            options.Measures.ShouldBe(options.IsDeviceAgent ? ["local-cpu"] : []);
        }
    }

    static string[] Arguments(JsonElement job) =>
    [
        .. job.GetProperty("properties").GetProperty("template").GetProperty("containers")[0].GetProperty("env").EnumerateArray()
            .Select(variable => (Name: variable.GetProperty("name").GetString()!, Value: variable.GetProperty("value").GetString()!))
            .Where(variable => variable.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .SelectMany(variable => (string[])["--" + variable.Name[Prefix.Length..].ToLowerInvariant().Replace('_', '-'), variable.Value]),
    ];
}
