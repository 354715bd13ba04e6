namespace Serverless.Bench.Policies;

/// <summary>How mean error and mean cost are made one loss, and what one run of it is told.</summary>
/// <param name="Label">What it is called in answers.</param>
/// <param name="IsLookup">Whether costs are those of a lookup, which is linear in the choices.</param>
/// <param name="Slopes">The derivatives of the loss by mean error and mean cost, given both and the strength.</param>
/// <param name="Strengths">One run each.</param>
sealed record PolicyMethod(string Label, bool IsLookup, Func<double, double, double, (double Error, double Cost)> Slopes, IReadOnlyList<double> Strengths)
{
    const int Runs = 10;

    /// <summary>1 at the least cost and 2 at the most, so that it never vanishes, which a logarithm of milliseconds does at 1.</summary>
    static double LogarithmOf(double cost) => 1 + Math.Log(1 + (Math.Max(cost, 0) * (Math.E - 1)));

    static double SlopeOfLogarithm(double cost) => (Math.E - 1) / (1 + (Math.Max(cost, 0) * (Math.E - 1)));

    public static IReadOnlyList<PolicyMethod> All { get; } =
    [
        // E[error] + η E[cost], both of the table.
        new("exact", false, (_, _, strength) => (1, strength), Sweep(0.03, 3)),

        // SNAS; ProxylessNAS's additive form E[error] + λ (E[cost] − T) / T differs by a constant and a factor of λ alone.
        new("snas", true, (_, _, strength) => (1, strength), Sweep(0.03, 3)),

        // ProxylessNAS: (1 + E[error]) (log E[cost] / log T)^β, both factors from 1, the best, to 2, since an error of 0 would make any cost worth it. T is a
        // factor of the loss and moves no minimum, so the exponent is what is swept.
        new(
            "proxylessnas",
            true,
            (error, cost, strength) =>
            {
                var logarithm = LogarithmOf(cost);
                return (Math.Pow(logarithm, strength), (1 + error) * strength * Math.Pow(logarithm, strength - 1) * SlopeOfLogarithm(cost));
            },
            Sweep(0.1, 10)),
    ];

    /// <summary>From least to most, each so many times the one before.</summary>
    static double[] Sweep(double least, double most) =>
        [.. Enumerable.Range(0, Runs).Select(run => least * Math.Pow(most / least, run / (Runs - 1.0)))];
}
