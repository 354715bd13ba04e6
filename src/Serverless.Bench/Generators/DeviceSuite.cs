namespace Serverless.Bench.Generators;

/// <summary>The devices of NAS-Bench-201 that one run has to serve.</summary>
/// <remarks>
/// MODNAS has 13 devices to fit to and 6 to ask for. The tables also have 19 devices, but four of them are different: of the devices asked for,
/// pixel2, gold_6226 and titan_rtx_256 are missing, and pixel3, gold_6240 and titanxp_256 replace them; the others are fitted to.
/// </remarks>
static class DeviceSuite
{
    public const string Table = "nb201";

    /// <summary>
    /// The test accuracy on which the published figures are based. A search would not know it, and no compared method is given another value.
    /// </summary>
    public const string Quality = "c10_test_200";

    /// <summary>The number of architectures that are answered for each device and looked up: as many as MODNAS has rays.</summary>
    public const int Answers = 24;

    /// <summary>The number of architectures whose cost known devices have measured.</summary>
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

    /// <summary>The devices that are asked for architectures under one budget after the other: a phone, a processor and a graphics card.</summary>
    public static IReadOnlyList<string> Budgeted { get; } = ["pixel3", "gold-6240", "titanxp-256"];
}

/// <summary>A device of the suite.</summary>
/// <param name="Name">The name of the device in answers.</param>
/// <param name="Column">The column of the table with its latency.</param>
sealed record SuiteDevice(string Name, string Column);
