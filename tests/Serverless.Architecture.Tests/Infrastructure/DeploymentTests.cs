using System.Text.Json;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Telemetry;
using Serverless.Testing;

namespace Serverless.Architecture.Tests.Infrastructure;

/// <summary>The resources that would be deployed, from the snapshot that <see cref="BicepTests"/> keeps up to date.</summary>
public sealed class DeploymentTests : IDisposable
{
    const string AnyDevice = "local-cpu";

    readonly JsonDocument _snapshot = JsonDocument.Parse(File.ReadAllText(Path.Combine(Bicep.Folder, "complete.snapshot.json")));

    [Fact]
    public void Containers_AreThoseOfTheProgramsAndThePackages() =>
        Names("Microsoft.Storage/storageAccounts/blobServices/containers").ShouldBe([.. BlobPaths.Containers, "packages"], ignoreOrder: true);

    [Fact]
    public void Queues_AreThoseOfTheProgramsAndTheMeasurements() =>
        Names("Microsoft.Storage/storageAccounts/queueServices/queues")
            .ShouldBe([.. QueueNames.All, QueueNames.MeasurementsOf(AnyDevice)], ignoreOrder: true);

    [Fact]
    public void Lifecycle_DeletesCheckpointsAndNothingElse()
    {
        var rules = Properties("Microsoft.Storage/storageAccounts/managementPolicies").Single().GetProperty("policy").GetProperty("rules");

        rules.EnumerateArray().SelectMany(rule => Strings(rule.GetProperty("definition").GetProperty("filters").GetProperty("prefixMatch")))
            .ShouldBe([$"{BlobPaths.Checkpoints}/"]);
    }

    [Fact]
    public void Jobs_OneWithAGpuForTrainingsAndOneWithoutForMeasurements()
    {
        var jobs = Properties("Microsoft.App/jobs").ToDictionary(QueueOf, job => job.GetProperty("workloadProfileName").GetString());

        jobs.ShouldBe(new Dictionary<string, string?> { [QueueNames.Jobs] = "gpu", [QueueNames.MeasurementsOf(AnyDevice)] = "Consumption" }, ignoreOrder: true);
    }

    [Fact]
    public void Jobs_MessagesForOneExecution_AreAsManyAsItWorksOnAtOnce()
    {
        var training = Properties("Microsoft.App/jobs").Single(job => QueueOf(job) == QueueNames.Jobs);
        var environment = training.GetProperty("template").GetProperty("containers")[0].GetProperty("env").EnumerateArray();

        environment.Single(variable => variable.GetProperty("name").GetString() == "SERVERLESS_WORKER_JOBS").GetProperty("value").GetString()
            .ShouldBe(RuleOf(training).GetProperty("queueLength").GetString());
    }

    /// <remarks>Logs and spans of the app come once: Azure's host leaves them to the app in this mode.</remarks>
    [Fact]
    public void Telemetry_OfAppAndJobs_GoesToOneApplicationInsightsByIdentity()
    {
        var app = Properties("Microsoft.Web/sites/config").Single();
        var jobs = Properties("Microsoft.App/jobs")
            .Select(job => job.GetProperty("template").GetProperty("containers")[0].GetProperty("env").EnumerateArray()
                .ToDictionary(variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("value").GetString()));
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "host.json")));

        jobs.ShouldAllBe(job => job[TelemetryServices.InsightsSetting] == app.GetProperty(TelemetryServices.InsightsSetting).GetString());
        jobs.Select(job => job[TelemetryServices.IdentitySetting]!).Append(app.GetProperty(TelemetryServices.IdentitySetting).GetString()!)
            .ShouldAllBe(identity => identity.Contains(";Authorization=AAD", StringComparison.Ordinal));
        host.RootElement.GetProperty("telemetryMode").GetString().ShouldBe("OpenTelemetry");
    }

    /// <remarks>Its functions' keys, its package and the durable history are the app's alone.</remarks>
    [Fact]
    public void Roles_OfWorkers_AreOnContainersAndQueuesAndNeverOnTheAccount()
    {
        var scopes = Resources("Microsoft.Authorization/roleAssignments")
            .Where(role => role.GetProperty("properties").GetProperty("principalId").GetString()!.Contains("serverless-worker'", StringComparison.Ordinal))
            .Select(role => role.GetProperty("id").GetString()!)
            .ToList();

        scopes.Count.ShouldBe(BlobPaths.Containers.Count + QueueNames.All.Count + 3, "each container, each queue, the measurements', the registry and telemetry");
        scopes.ShouldAllBe(scope => scope.Contains("/containers/", StringComparison.Ordinal)
            || scope.Contains("/queues/", StringComparison.Ordinal) || scope.Contains("/registries/", StringComparison.Ordinal)
            || scope.Contains("/components/", StringComparison.Ordinal));
        scopes.ShouldNotContain(scope => scope.Contains("/containers/packages/", StringComparison.Ordinal));
    }

    public void Dispose() => _snapshot.Dispose();

    static JsonElement RuleOf(JsonElement job) => job.GetProperty("configuration").GetProperty("eventTriggerConfig")
        .GetProperty("scale").GetProperty("rules").EnumerateArray().Single().GetProperty("metadata");

    static string QueueOf(JsonElement job) => RuleOf(job).GetProperty("queueName").GetString()!;

    static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);

    IEnumerable<JsonElement> Resources(string type) => _snapshot.RootElement.GetProperty("predictedResources").EnumerateArray()
        .Where(resource => resource.GetProperty("type").GetString() == type);

    IEnumerable<JsonElement> Properties(string type) => Resources(type).Select(resource => resource.GetProperty("properties"));

    IEnumerable<string> Names(string type) => Resources(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]);
}
