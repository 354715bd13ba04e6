namespace Serverless.Bench.Generators;

/// <summary>The devices of NAS-Bench-201 that one run is to serve.</summary>
/// <remarks>
/// MODNAS has 13 devices to fit to and 6 to ask for. The tables have 19 devices too, but four of them others: pixel2, gold_6226 and titan_rtx_256,
/// which are asked for, are not there, and pixel3, gold_6240 and titanxp_256 take their places; the others are fitted to.
/// </remarks>
static class DeviceSuite
{
    public const string Table = "nb201";

    /// <summary>Test accuracy, by which the published figures are; a search would not know it, and none of what is compared is told another.</summary>
    public const string Quality = "c10_test_200";

    /// <summary>Architectures that are answered for each device, and looked up: as many as MODNAS has rays.</summary>
    public const int Answers = 24;

    /// <summary>Architectures of which known devices have measured their cost.</summary>
    public const int Measured = 300;

    public const string ReportedMetric = "latencyMs";

    public static IReadOnlyList<SuiteDevice> Known { get; } =
    [
        new("1080ti-1", "1080ti_1_ms"),
        new("1080ti-32", "1080ti_32_ms"),
        new("1080ti-256", "1080ti_256_ms"),
        new("titanx-1", "titanx_1_ms"),
        new("titanx-32", "titanx_32_ms"),
        new("titanx-256", "titanx_256_ms"),
        new("titanxp-1", "titanxp_1_ms"),
        new("titanxp-32", "titanxp_32_ms"),
        new("silver-4114", "silver_4114_ms"),
        new("silver-4210r", "silver_4210r_ms"),
        new("samsung-a50", "samsung_a50_ms"),
        new("essential-ph", "essential_ph_1_ms"),
        new("edgegpu", "c10_edgegpu_lat_ms"),
    ];

    public static IReadOnlyList<SuiteDevice> Unseen { get; } =
    [
        new("fpga", "c10_fpga_lat_ms"),
        new("raspi4", "c10_raspi4_lat_ms"),
        new("eyeriss", "c10_eyeriss_lat_ms"),
        new("titanxp-256", "titanxp_256_ms"),
        new("gold-6240", "gold_6240_ms"),
        new("pixel3", "c10_pixel3_lat_ms"),
    ];

    /// <summary>A phone, a processor and a graphics card, asked for one budget after the other.</summary>
    public static IReadOnlyList<string> Budgeted { get; } = ["pixel3", "gold-6240", "titanxp-256"];
}

/// <summary>A device of the suite.</summary>
/// <param name="Name">What it is called in answers.</param>
/// <param name="Column">Of the table: its latency.</param>
sealed record SuiteDevice(string Name, string Column);
