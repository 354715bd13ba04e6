using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Dashboard.Tests;

/// <summary>
/// The functions app with the dashboard, on its own storage service with a table of architectures, and the results of the browser's tests.
/// </summary>
public sealed class DashboardPlatform : IAsyncLifetime
{
    const string Table = "formula201";
    const string Chromium = "/usr/bin/chromium";

    const string Description = """
        {
          "name": "formula201", "space": "nasbench201", "architecture": { "column": "arch", "form": "notation" },
          "files": [ { "name": "formula201.csv", "metrics": [
            { "column": "score", "goal": "maximise" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    readonly TemporaryFolder _home = new();
    Azurite? _azurite;
    FunctionsHost? _host;

    internal NodeRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        await UploadTableAsync(new BlobServiceClient(_azurite.ConnectionString).GetBlobContainerClient("tables"));
        _host = await FunctionsHost.StartAsync(
            "Serverless.Functions",
            _azurite.ConnectionString,
            new Dictionary<string, string?> { ["ScheduleTimer"] = "* * * * * *", ["PurgeTimer"] = "30 * * * * *" });
        Run = await NodeRun.OfAsync("Browser", new Dictionary<string, string?>
        {
            ["DASHBOARD_ADDRESS"] = new Uri(_host.Address, "api/dashboard").ToString(),
            ["DASHBOARD_KEY"] = FunctionsHost.HostKey,
            ["DASHBOARD_READ_KEY"] = FunctionsHost.ReadKey,
            ["DASHBOARD_CLIENT"] = RepositoryPaths.Assembly("Serverless.Cli"),
            ["DASHBOARD_FOLDER"] = NodeRun.Dashboard,
            ["DASHBOARD_BROWSER"] = Chromium,
            ["HOME"] = _home.Path,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        _home.Dispose();
    }

    static async Task UploadTableAsync(BlobContainerClient container)
    {
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient($"{Table}/formula201.csv").UploadAsync(BinaryData.FromString(Rows()), overwrite: true);
        await container.GetBlobClient($"{Table}/table.json").UploadAsync(BinaryData.FromString(Description), overwrite: true);
    }

    /// <summary>Values by a formula for most of the 4,930 cells.</summary>
    static string Rows()
    {
        var space = new NasBench201Space();
        var seen = new HashSet<string>();
        var rows = new StringBuilder("arch,score,ms\n");
        for (var i = 0; seen.Count < 4_800; i++)
        {
            var architecture = space.Canonicalise(space.Sample(RandomStream.For(1, 0, i)));
            var notation = space.Format(architecture);
            if (seen.Add(notation))
            {
                var weight = architecture.Genotype.ToArray().Sum();
                rows.Append(CultureInfo.InvariantCulture, $"{notation},{40 + (3 * Math.Sqrt(weight)) + (i % 7)},{0.5 + (weight * 0.1)}\n");
            }
        }

        return rows.ToString();
    }
}
