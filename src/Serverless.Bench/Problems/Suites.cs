namespace Serverless.Bench.Problems;

/// <summary>Sets of problems: those that published figures are of, and further ones that no default was chosen by searches of.</summary>
public static class Suites
{
    static readonly Dictionary<string, (string Label, string Problem)[]> Known = new()
    {
        ["nb201"] =
        [
            ("P1", "nb201/c100_valid_200/c100_edgegpu_lat_ms"),
            ("P2", "nb201/c100_valid_200/c100_raspi4_lat_ms"),
            ("P3", "nb201/c10_test_200/c10_pixel3_lat_ms"),
            ("P4", "nb201/c10_test_200/c10_edgegpu_lat_ms+c10_edgegpu_energy_mj"),
            ("P5", "nb201/c10_test_200/mflops_c10"),
        ],
        // No default of ours was chosen by searches of these. Nine devices of HELP had a part in comparing kernels, by predictive density.
        ["further"] =
        [
            ("F1", "nb201/c10_test_200/1080ti_1_ms"),
            ("F2", "nb201/c100_valid_200/gold_6240_ms"),
            ("F3", "nb201/c10_test_200/samsung_a50_ms"),
            ("F4", "nb201/c100_valid_200/silver_4114_ms"),
            ("F5", "nb201/c10_test_200/titanx_256_ms"),
            ("F6", "nasbench-macro/acc_mean/flops"),
            ("F7", "nb201/c10_test_200/samsung_a50_ms/1080ti_1_ms"),
        ],
        // HAT's transformers by translation and device: how many parameters there are within a latency.
        ["hat"] =
        [
            ("H1", "hat-wmt14ende-raspberrypi/parameters/latency_ms"),
            ("H2", "hat-wmt14ende-xeon/parameters/latency_ms"),
            ("H3", "hat-wmt14ende-titanxp/parameters/latency_ms"),
            ("H4", "hat-wmt14enfr-raspberrypi/parameters/latency_ms"),
            ("H5", "hat-wmt14enfr-xeon/parameters/latency_ms"),
            ("H6", "hat-wmt14enfr-titanxp/parameters/latency_ms"),
            ("H7", "hat-wmt19ende-titanxp/parameters/latency_ms"),
            ("H8", "hat-iwslt14deen-titanxp/parameters/latency_ms"),
        ],
        // FBNet's layers: how many multiply-accumulates there are within a latency, against the exact front of 9²² networks.
        ["fbnet"] =
        [
            ("L1", "fbnet/macs/raspi4_ms"),
            ("L2", "fbnet/macs/pixel3_ms"),
            ("L3", "fbnet/macs/fpga_ms"),
            ("L4", "fbnet/macs/eyeriss_ms"),
        ],
        // By exact expectation, which takes two objectives and a table of the whole space.
        [Policies] =
        [
            ("P1", "nb201/c100_valid_200/c100_edgegpu_lat_ms"),
            ("P2", "nb201/c100_valid_200/c100_raspi4_lat_ms"),
            ("P3", "nb201/c10_test_200/c10_pixel3_lat_ms"),
            ("F6", "nasbench-macro/acc_mean/flops"),
        ],
        [Fidelities] =
        [
            ("M1", "nb201/c100_valid_200/c100_edgegpu_lat_ms"),
            ("M2", "nb201/c10_test_200/c10_pixel3_lat_ms"),
            ("M3", "nb201/c100_test_200/mflops_c100"),
        ],
    };

    /// <summary>The suite of problems whose tables have shorter trainings too: algorithms are compared by epochs.</summary>
    public const string Fidelities = "nb201-fidelities";

    /// <summary>No problems of tables: small networks are trained in searches that are compared by epochs.</summary>
    public const string Trainings = "cnn-fidelities";

    /// <summary>No problems of tables: supernets are trained, and compared with trainings alone.</summary>
    public const string Supernet = "supernet";

    /// <summary>No problems of tables: cells are found by gradients in one training, and trained alone.</summary>
    public const string Cells = "supernet-cells";

    /// <summary>The suite of problems on which policies follow the exact gradient of their mean loss; no algorithm runs.</summary>
    public const string Policies = "nb201-policies";

    /// <summary>The suite of devices that one run is to serve: generators that are fitted once, and searches of each device.</summary>
    public const string Devices = "nb201-devices";

    public static IReadOnlyCollection<string> Names { get; } = [.. Known.Keys, Devices, Trainings, Supernet, Cells];

    /// <summary>Whether networks are trained in a suite, and no tables searched.</summary>
    public static bool Trains(string? suite) => suite is Supernet or Cells or Trainings;

    /// <summary>Whether something is fitted or trained in a suite, with TorchSharp.</summary>
    public static bool NeedsTorch(string? suite) => Trains(suite) || suite == Devices;

    /// <summary>A suite's problems, each with the label that figures of peers use.</summary>
    /// <exception cref="BenchException">There is no such suite.</exception>
    public static IReadOnlyList<(string Label, string Problem)> Find(string name) => Known.TryGetValue(name, out var suite)
        ? suite
        : throw new BenchException($"There is no suite '{name}'; there are {string.Join(", ", Names)}.");

    /// <summary>The label of a problem that belongs to a suite; null when none has it.</summary>
    public static string? LabelOf(string problem) =>
        Known.Values.SelectMany(suite => suite).Where(member => member.Problem == problem).Select(member => member.Label).FirstOrDefault();
}
