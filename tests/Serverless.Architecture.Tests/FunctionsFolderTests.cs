using System.Globalization;
using System.Text.Json;

namespace Serverless.Architecture.Tests;

/// <summary>The files in the app's folder that Azure's host and the local one read.</summary>
public sealed class FunctionsFolderTests
{
    static readonly string Folder = AppContext.BaseDirectory.Replace("Serverless.Architecture.Tests", "Serverless.Functions", StringComparison.Ordinal);

    [Theory]
    [InlineData("host.json")]
    [InlineData("worker.config.json")]
    [InlineData("extensions.json")]
    [InlineData("functions.metadata")]
    [InlineData(".azurefunctions")]
    [InlineData("dashboard/index.html")]
    [InlineData("dashboard/app.js")]
    [InlineData("dashboard/style.css")]
    public void Folder_AsBuilt_HasWhatTheHostReads(string name) => Path.Exists(Path.Combine(Folder, name)).ShouldBeTrue();

    [Theory]
    [InlineData("queues", "maxPollingInterval")]
    [InlineData("durableTask", "storageProvider", "maxQueuePollingInterval")]
    public void HostJson_LongestPauseBetweenLooksAtAQueue_IsSixAMinute(params string[] path)
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "host.json")));

        var pause = path.Aggregate(host.RootElement.GetProperty("extensions"), (section, name) => section.GetProperty(name));

        TimeSpan.Parse(pause.GetString()!, CultureInfo.InvariantCulture).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Extensions_OfTheHost_AreThoseThatTheAppNeeds()
    {
        using var extensions = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "extensions.json")));

        extensions.RootElement.GetProperty("extensions").EnumerateArray().Select(extension => extension.GetProperty("name").GetString())
            .ShouldBe(["AzureStorageQueues", "DurableTask", "Startup"], ignoreOrder: true);
    }

    [Fact]
    public void Metadata_OfTheFunctions_NamesEachOnceAndGivesItOneTrigger()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "functions.metadata")));
        var functions = metadata.RootElement.EnumerateArray().ToList();

        functions.Count.ShouldBeGreaterThan(40);
        functions.Select(function => function.GetProperty("name").GetString()).ShouldBeUnique();
        functions.ShouldAllBe(function => function.GetProperty("bindings").EnumerateArray()
            .Count(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal)) == 1);
    }

    [Fact]
    public void Triggers_OverHttp_AllButHealthAndTheDashboardsFilesNeedAKey()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "functions.metadata")));

        var open = metadata.RootElement.EnumerateArray()
            .Where(function => function.GetProperty("bindings").EnumerateArray().Any(binding =>
                binding.GetProperty("type").GetString() == "httpTrigger" && binding.GetProperty("authLevel").GetString() != "Function"))
            .Select(function => function.GetProperty("name").GetString());

        // Probes of load balancers and orchestrators have no key, and neither has a browser that opens a page; the first tells nothing but
        // whether storage answers, the others hold no data: the page asks for a key and sends it with each request for some.
        open.ShouldBe(["GetDashboard", "GetDashboardFile", "GetHealth"], ignoreOrder: true);
    }
}
