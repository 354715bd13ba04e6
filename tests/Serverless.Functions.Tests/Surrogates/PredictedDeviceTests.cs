using Microsoft.Extensions.Options;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Tables;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Functions.Tests.Activities;
using Serverless.Functions.Tests.Tables;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Surrogates;

/// <summary>Devices whose latencies are predicted from a few measurements.</summary>
[Collection(ActivityCollection.Name)]
public sealed class PredictedDeviceTests(AzuriteFixture azurite)
{
    /// <summary>Of HW-NAS-Bench, for CIFAR-10, then of HELP.</summary>
    static readonly string[] Published =
    [
        "c10_edgegpu_lat_ms", "c10_raspi4_lat_ms", "c10_edgetpu_lat_ms", "c10_pixel3_lat_ms", "c10_eyeriss_lat_ms", "c10_fpga_lat_ms",
        "1080ti_1_ms", "1080ti_32_ms", "1080ti_256_ms", "titanx_1_ms", "titanx_32_ms", "titanx_256_ms", "titanxp_1_ms", "titanxp_32_ms", "titanxp_256_ms",
        "essential_ph_1_ms", "gold_6240_ms", "samsung_a50_ms", "silver_4114_ms", "silver_4210r_ms",
    ];

    [Fact]
    public async Task PublishedDevices_LeftOutInTurn_AreRankedByTenMeasurements()
    {
        Assert.SkipUnless(ReferenceTables.Find("nb201_devices.csv.gz") is not null, ReferenceTables.MissingReason("nb201_devices.csv.gz"));
        using var tables = new TableLibrary([new FolderTables(Options.Create(new TableOptions { Folder = ReferenceTables.Folder }))], TimeProvider.System);
        var table = await tables.ReadAsync("nb201", _ => Published, CancellationToken.None);
        var space = table.Description.FindSpace("nasbench201")!;
        var encoder = ArchitectureEncoders.For(space, space.DefaultSkeleton, TableImages.Shape);
        var agreements = new List<double>();
        foreach (var left in Published)
        {
            var fit = new FitRequest
            {
                Kind = SurrogateKind.DeviceTransfer,
                Table = new() { Name = "nb201", Rows = 300, Metrics = [.. Published.Where(column => column != left)] },
                Device = new() { Id = "board", Metric = "latencyMs", Column = left },
                Seed = 1,
            };
            var material = (await new DeviceMaterials(tables).GatherAsync(fit, null, [], CancellationToken.None)).Material.ShouldNotBeNull();
            var order = material.ToOrder("fit-board", fit, new ResolvedFit(1), default);
            order.Examples.Count.ShouldBe(NewDevice.UsualRows);
            using var fitted = OrderedFit.FitDevice(order);
            var device = Board(fitted.ToTables()!["latencyMs@board"]);

            var measured = order.Examples.Select(example => example.Architecture).ToHashSet();
            int[] rows =
            [
                .. Enumerable.Range(0, table.Architectures.Count).Where(row => table.Column(left)[row] > 0
                    && encoder.IsConnected(table.Architectures[row]) && !measured.Contains(space.Format(table.Architectures[row]))),
            ];
            agreements.Add(RankCorrelation.Spearman(
                [.. rows.Select(row => LookupEstimator.Estimate(device, "latencyMs", space, table.Architectures[row]))], [.. rows.Select(row => table.Column(left)[row])]));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(' ', agreements));
        agreements.Order().ElementAt(agreements.Count / 2).ShouldBeGreaterThanOrEqualTo(0.95, string.Join(' ', agreements));
    }

    [Fact]
    public async Task Surrogate_OfFewMeasurements_BecomesADeviceThatLooksTheSameUp()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await CellTable.UploadAsync(bench.Store);
        var id = SurrogateId.From(Guid.NewGuid());
        var space = new PublishedSpace(new NasBench201Space());
        DeviceMeasurement[] measured = [.. Enumerable.Range(0, 10).Select(place => new DeviceMeasurement(
            space.Format(space.Create([place % 4, 3, (place / 2) % 5, place % 3, 2, 1])), 1 + (place * 0.25)))];
        var fit = new FitRequest
        {
            Kind = SurrogateKind.DeviceTransfer,
            Table = new() { Name = CellTable.Name, Rows = 60, Metrics = ["ms"] },
            Device = new() { Id = "board", Metric = "latencyMs", Measurements = measured, Channels = 8, CellsPerStage = 1 },
        };
        var material = (await bench.Service<TrainingSetBuilder>().GatherAsync(fit, CancellationToken.None)).Material.ShouldNotBeNull();
        await bench.OrderAsync(id, fit, material);
        await bench.FitAsync(id);

        var (device, _) = await bench.Service<PredictedDevices>().CompleteAsync(Asked(id), CancellationToken.None);

        device.ShouldNotBeNull().Space.ShouldBe(new SpaceSpecification { Name = "nasbench201", Channels = 8, CellsPerStage = 1 });
        using var fitted = OrderedFit.FitDevice((await bench.Store.ReadAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, CancellationToken.None)).Value);
        var cell = space.Create([3, 0, 2, 1, 3, 3]);
        LookupEstimator.Estimate(device, "latencyMs", space, cell).ShouldBe(fitted.Predict([cell]).ValueMean(0, 0), 1e-4);
        fitted.Metadata.HeldOut.ShouldNotBeNull().Size.ShouldBe(10);
        var (_, missing) = await bench.Service<PredictedDevices>().CompleteAsync(Asked("fit-nowhere"), CancellationToken.None);
        missing.ShouldNotBeNull().Message.ShouldContain("GET /api/surrogates");
    }

    static DeviceDefinition Asked(string surrogate) => new() { Id = "board", Kind = DeviceKind.Lookup, Surrogate = surrogate };

    static DeviceDefinition Board(LookupTable table) => new()
    {
        Id = "board",
        Kind = DeviceKind.Lookup,
        Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = table },
    };
}
