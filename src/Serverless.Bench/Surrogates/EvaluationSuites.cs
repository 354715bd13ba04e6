namespace Serverless.Bench.Surrogates;

/// <summary>Sets of problems and devices to judge surrogates by.</summary>
static class EvaluationSuites
{
    const string Table = "nb201";
    const string Accuracy = "c10_test_200";

    /// <summary>Test accuracy is what the published surrogates are judged by; a search would not know it.</summary>
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

    /// <summary>No devices: what the table holds beside accuracy is counted.</summary>
    static readonly EvaluationSuite Macro = new([new("flops", "nasbench-macro/acc_mean/flops", IsSearched: true), new("params", "nasbench-macro/acc_mean/params")], "nasbench-macro", [], []);

    static readonly Dictionary<string, EvaluationSuite> Known = new() { [Table] = CifarTen, ["nasbench-macro"] = Macro };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <exception cref="BenchException">There is no such suite.</exception>
    public static EvaluationSuite Find(string name) =>
        Known.TryGetValue(name, out var suite) ? suite : throw new BenchException($"There is no suite '{name}'; there are {string.Join(", ", Names)}.");
}

/// <summary>Problems and devices to judge surrogates by.</summary>
/// <param name="Problems">Whose ranks are to be predicted; some of them are searched.</param>
/// <param name="Table">The table of the devices.</param>
/// <param name="Latencies">Devices whose latency is known; each is left out in turn.</param>
/// <param name="Energies">Devices whose energy is left out in turn; it is predicted from the latencies of the others.</param>
sealed record EvaluationSuite(
    IReadOnlyList<SuiteProblem> Problems, string Table, IReadOnlyList<SuiteDevice> Latencies, IReadOnlyList<SuiteDevice> Energies);

/// <summary>A problem of a suite.</summary>
/// <param name="Label">Its device, and what it optimises beside accuracy and latency.</param>
/// <param name="Name">Table and metrics.</param>
/// <param name="IsSearched">Whether it is searched too.</param>
sealed record SuiteProblem(string Label, string Name, bool IsSearched = false);

/// <summary>A column of a suite's table that says what a device needs.</summary>
/// <param name="Label">What to call it in answers.</param>
/// <param name="Family">The device; its settings, such as batch sizes, share one.</param>
/// <param name="Column">The column.</param>
sealed record SuiteDevice(string Label, string Family, string Column);
