namespace Serverless.Benchmarks.Fronts;

/// <summary>The time of a peer for the same points, one thread, median CPU time: measured on another machine, so no ratio is computed.</summary>
/// <param name="Peer">The library and its function.</param>
/// <param name="Milliseconds">The time, published with the version in the README.</param>
sealed record PeerFigure(string Peer, double Milliseconds)
{
    /// <summary>moocore 0.3.2 (C), pymoo 0.6.2 (its fastest compiled function) and BoTorch 0.11.0 (the first front only), uniform points.</summary>
    internal static IReadOnlyList<PeerFigure> OfSort(int count, int objectives) => (count, objectives) switch
    {
        (1000, 2) => [new("moocore", 0.0841), new("pymoo find", 0.099), new("pymoo best order", 0.665), new("botorch", 2.93)],
        (1000, 3) => [new("moocore", 0.289), new("pymoo efficient", 0.565), new("botorch", 4.06)],
        (1000, 4) => [new("moocore", 0.666), new("pymoo efficient", 0.805), new("botorch", 5.86)],
        (10000, 2) => [new("moocore", 2.47), new("pymoo find", 1.12), new("pymoo best order", 33.1), new("botorch", 24.6)],
        (10000, 3) => [new("moocore", 5.78), new("pymoo find", 9.96), new("pymoo efficient", 21.9), new("botorch", 35.2)],
        (10000, 4) => [new("moocore", 15.5), new("pymoo best order", 28), new("botorch", 62)],
        _ => [],
    };

    /// <summary>moocore 0.3.2 (C), pymoo 0.6.2 (which calls it) and BoTorch 0.11.0, points on the sphere, reference 1.1.</summary>
    internal static IReadOnlyList<PeerFigure> OfHypervolume(int count, int objectives) => (count, objectives) switch
    {
        (100, 2) => [new("moocore", 0.00779), new("pymoo", 0.00824), new("botorch", 2.78)],
        (100, 3) => [new("moocore", 0.00906), new("pymoo", 0.0115), new("botorch", 35.3)],
        (100, 4) => [new("moocore", 0.0157), new("pymoo", 0.016), new("botorch", 493)],
        (100, 5) => [new("moocore", 0.0625), new("pymoo", 0.0839), new("botorch", 8670)],
        (1000, 2) => [new("moocore", 0.0825), new("pymoo", 0.0645), new("botorch", 45.6)],
        (1000, 3) => [new("moocore", 0.142), new("pymoo", 0.132), new("botorch", 3330)],
        (1000, 4) => [new("moocore", 1.16), new("pymoo", 1.15)],
        (1000, 5) => [new("moocore", 11), new("pymoo", 11.2)],
        _ => [],
    };

    /// <summary>moocore 0.3.2 (C) and pymoo 0.6.2 (which calls it), one minus the sphere, reference 1.1.</summary>
    internal static IReadOnlyList<PeerFigure> OfInverseHypervolume(int count, int objectives) => (count, objectives) switch
    {
        (1000, 2) => [new("moocore", 0.0687), new("pymoo", 0.0519)],
        (1000, 3) => [new("moocore", 0.17), new("pymoo", 0.147)],
        (1000, 4) => [new("moocore", 0.796), new("pymoo", 0.753)],
        (1000, 5) => [new("moocore", 8.8), new("pymoo", 9.21)],
        _ => [],
    };
}
