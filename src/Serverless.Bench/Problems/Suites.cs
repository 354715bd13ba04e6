namespace Serverless.Bench.Problems;

/// <summary>Sets of problems: those of published figures, and further ones that were not used to choose any default.</summary>
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
        // No default was chosen by searches of these problems. Nine devices of HELP were used to compare kernels, by predictive density.
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
        // HAT's transformers by translation task and device: the most parameters within a latency.
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
        // FBNet's layers: the most multiply-accumulates within a latency, against the exact front of 9²² networks.
        ["fbnet"] =
        [
            ("L1", "fbnet/macs/raspi4_ms"),
            ("L2", "fbnet/macs/pixel3_ms"),
            ("L3", "fbnet/macs/fpga_ms"),
            ("L4", "fbnet/macs/eyeriss_ms"),
        ],
        // Evaluated by exact expectation, which requires two objectives and a table of the whole space.
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

    /// <summary>The suite of problems whose tables also have shorter trainings: algorithms are compared by epochs.</summary>
    public const string Fidelities = "nb201-fidelities";

    /// <summary>The suite without table problems that trains small networks in searches, compared by epochs.</summary>
    public const string Trainings = "cnn-fidelities";

    /// <summary>The suite without table problems that trains supernets and compares them with separate trainings.</summary>
    public const string Supernet = "supernet";

    /// <summary>The suite without table problems that finds cells by gradients in one training and then trains them separately.</summary>
    public const string Cells = "supernet-cells";

    /// <summary>The suite of problems on which policies follow the exact gradient of their mean loss; it runs no algorithm.</summary>
    public const string Policies = "nb201-policies";

    /// <summary>The suite of devices served by one run: generators that are fitted once, and searches for each device.</summary>
    public const string Devices = "nb201-devices";

    public static IReadOnlyCollection<string> Names { get; } = [.. Known.Keys, Devices, Trainings, Supernet, Cells];

    /// <summary>Returns whether a suite trains networks instead of searching tables.</summary>
    public static bool Trains(string? suite) => suite is Supernet or Cells or Trainings;

    /// <summary>Returns whether a suite fits or trains models with TorchSharp.</summary>
    public static bool NeedsTorch(string? suite) => Trains(suite) || suite == Devices;

    /// <summary>Returns the problems of a suite, each with the label that figures of peers use.</summary>
    /// <exception cref="BenchException">The suite does not exist.</exception>
    public static IReadOnlyList<(string Label, string Problem)> Find(string name) => Known.TryGetValue(name, out var suite)
        ? suite
        : throw new BenchException($"There is no suite '{name}'; there are {string.Join(", ", Names)}.");

    /// <summary>Returns the label of a problem that belongs to a suite; null when it belongs to none.</summary>
    public static string? LabelOf(string problem) =>
        Known.Values.SelectMany(suite => suite).Where(member => member.Problem == problem).Select(member => member.Label).FirstOrDefault();
}
