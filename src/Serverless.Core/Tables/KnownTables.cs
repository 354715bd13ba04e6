using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Descriptions of published tables; the tables themselves are files that a machine may have.</summary>
public static class KnownTables
{
    // Translation tasks, each with the device on which HAT measured it.
    static readonly (string Task, string Device)[] Transformers =
    [
        ("iwslt14deen", "gpu_titanxp"),
        ("wmt14ende", "cpu_raspberrypi"), ("wmt14ende", "cpu_xeon"), ("wmt14ende", "gpu_titanxp"),
        ("wmt14enfr", "cpu_raspberrypi"), ("wmt14enfr", "cpu_xeon"), ("wmt14enfr", "gpu_titanxp"),
        ("wmt19ende", "gpu_titanxp"),
    ];

    static readonly Lazy<TableDescription[]> Read = new(() =>
        [Fbnet(), .. Hat().OrderBy(table => table.Name, StringComparer.Ordinal), Load("nasbench-macro"), Load("nb201")]);

    /// <summary>
    /// The descriptions, by name in ordinal order: FBNet's layers on devices of HW-NAS-Bench, HAT's transformers by translation task and device,
    /// NAS-Bench-Macro, and NAS-Bench-201 with the devices of HW-NAS-Bench and HELP.
    /// </summary>
    public static IReadOnlyList<TableDescription> All => Read.Value;

    /// <summary>Returns the description with the given name (case-sensitive), or null.</summary>
    public static TableDescription? Find(string name) => Array.Find(Read.Value, table => table.Name == name);

    static TableDescription Fbnet()
    {
        string[] devices = ["raspi4", "pixel3", "fpga", "eyeriss"];
        return new TableDescription
        {
            Name = FbnetSpace.SpaceName,
            Space = new FbnetSpace(),
            Files =
            [
                new TableFile(
                    "fbnet_lut_recovered.csv.gz",
                    [
                        .. devices.Select(device => new TableMetric { Column = $"{device}_ms", Goal = Goal.Minimise, Unit = "ms", Metric = "latencyMs" }),

                        // Capacity within a latency limit is used as the objective, since accuracies are not published.
                        .. new[] { Metric.Macs, Metric.Parameters }.Select(counted => new TableMetric { Column = counted.Name, Goal = Goal.Maximise, Metric = counted.Name }),
                    ]),
            ],
            Layers = new LayerLayout("device", "layer", "op", "latency_ms_relative_to_skip", devices.ToDictionary(device => $"{device}_ms"))
            {
                Shape = new ImageShape(3, 32, 32, 100),
            },
        };
    }

    static IEnumerable<TableDescription> Hat()
    {
        var all = Load("hat");
        foreach (var (task, device) in Transformers)
        {
            var name = $"hat-{task}-{device[(device.IndexOf('_', StringComparison.Ordinal) + 1)..]}";
            yield return all with
            {
                Name = name,
                Space = new TableSpace(name, all.Space.Dimensions),
                Lines = new Dictionary<string, string> { ["task"] = task, ["device"] = device },
            };
        }
    }

    static TableDescription Load(string name)
    {
        using var resource = typeof(KnownTables).Assembly.GetManifestResourceStream($"Serverless.Core.Tables.Known.{name}.json")
            ?? throw new InvalidOperationException($"The description of {name} is not in the assembly.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var reading = TableDescriptionReader.Read(content.ToArray());
        return reading.IsValid
            ? reading.Description
            : throw new InvalidOperationException($"The description of {name} is broken: {string.Join(" ", reading.Errors)}");
    }
}
