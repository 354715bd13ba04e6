namespace Serverless.Bench.Surrogates;

/// <summary>The suites of problems and devices on which surrogates are evaluated.</summary>
static class EvaluationSuites
{
    const string Table = "nb201";
    const string Accuracy = "c10_test_200";

    /// <summary>The suite on CIFAR-10, with the test accuracy by which the published surrogates are evaluated; a search would not know it.</summary>
    static readonly EvaluationSuite CifarTen = new(
        [
            new("edgegpu", $"{Table}/{Accuracy}/c10_edgegpu_lat_ms", IsSearched: true),
            new("raspi4", $"{Table}/{Accuracy}/c10_raspi4_lat_ms"),
            new("pixel3", $"{Table}/{Accuracy}/c10_pixel3_lat_ms"),
            new("edgetpu", $"{Table}/{Accuracy}/c10_edgetpu_lat_ms"),
            new("edgegpu+energy", $"{Table}/{Accuracy}/c10_edgegpu_lat_ms/c10_edgegpu_energy_mj", IsSearched: true),
        ],
        Table,
        [
            .. new[] { "edgegpu", "raspi4", "edgetpu", "pixel3", "eyeriss", "fpga" }.Select(device => new SuiteDevice(device, device, $"c10_{device}_lat_ms")),
            .. new[] { "1080ti", "titanx", "titanxp" }.SelectMany(device => new[] { 1, 32, 256 }.Select(batch => new SuiteDevice($"{device}-{batch}", device, $"{device}_{batch}_ms"))),
            new("essential-ph", "essential-ph", "essential_ph_1_ms"),
            new("gold-6240", "gold-6240", "gold_6240_ms"),
            new("samsung-a50", "samsung-a50", "samsung_a50_ms"),
            new("silver-4114", "silver-4114", "silver_4114_ms"),
            new("silver-4210r", "silver-4210r", "silver_4210r_ms"),
        ],
        [
            new("edgegpu energy", "edgegpu", "c10_edgegpu_energy_mj"),
            new("eyeriss energy", "eyeriss", "c10_eyeriss_energy_mj"),
        ]);

    /// <summary>The suite on NAS-Bench-Macro, which has no devices: what the table holds besides accuracy is counted.</summary>
    static readonly EvaluationSuite Macro = new([new("flops", "nasbench-macro/acc_mean/flops", IsSearched: true), new("params", "nasbench-macro/acc_mean/params")], "nasbench-macro", [], []);

    static readonly Dictionary<string, EvaluationSuite> Known = new() { [Table] = CifarTen, ["nasbench-macro"] = Macro };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <exception cref="BenchException">There is no suite of that name.</exception>
    public static EvaluationSuite Find(string name) =>
        Known.TryGetValue(name, out var suite) ? suite : throw new BenchException($"There is no suite '{name}'; there are {string.Join(", ", Names)}.");
}

/// <summary>A suite of problems and devices on which surrogates are evaluated.</summary>
/// <param name="Problems">The problems whose ranks are to be predicted; some of them are also searched.</param>
/// <param name="Table">The table of the devices.</param>
/// <param name="Latencies">The devices whose latency is known; each is left out in turn.</param>
/// <param name="Energies">The devices whose energy is left out in turn; it is predicted from the latencies of the others.</param>
sealed record EvaluationSuite(
    IReadOnlyList<SuiteProblem> Problems, string Table, IReadOnlyList<SuiteDevice> Latencies, IReadOnlyList<SuiteDevice> Energies);

/// <summary>A problem of a suite.</summary>
/// <param name="Label">The device, and what is optimised besides accuracy and latency.</param>
/// <param name="Name">The table and the metrics.</param>
/// <param name="IsSearched">Whether the problem is also searched.</param>
sealed record SuiteProblem(string Label, string Name, bool IsSearched = false);

/// <summary>A column of a suite's table that gives the cost on a device.</summary>
/// <param name="Label">The name in answers.</param>
/// <param name="Family">The device; its settings, such as batch sizes, share one family.</param>
/// <param name="Column">The column.</param>
sealed record SuiteDevice(string Label, string Family, string Column);
