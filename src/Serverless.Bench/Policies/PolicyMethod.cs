namespace Serverless.Bench.Policies;

/// <summary>A method that combines mean error and mean cost into one loss, with the strengths of its runs.</summary>
/// <param name="Label">The name of the method in answers.</param>
/// <param name="IsLookup">Whether costs are those of a lookup, which is linear in the choices.</param>
/// <param name="Slopes">
/// A function that returns the derivatives of the loss with respect to mean error and mean cost, given both and the strength.
/// </param>
/// <param name="Strengths">The strengths, with one run for each.</param>
sealed record PolicyMethod(string Label, bool IsLookup, Func<double, double, double, (double Error, double Cost)> Slopes, IReadOnlyList<double> Strengths)
{
    const int Runs = 10;

    /// <summary>
    /// Returns a value from 1 at the lowest cost to 2 at the highest, so that it never vanishes, as a logarithm of milliseconds does at 1.
    /// </summary>
    static double LogarithmOf(double cost) => 1 + Math.Log(1 + (Math.Max(cost, 0) * (Math.E - 1)));

    static double SlopeOfLogarithm(double cost) => (Math.E - 1) / (1 + (Math.Max(cost, 0) * (Math.E - 1)));

    public static IReadOnlyList<PolicyMethod> All { get; } =
    [
        // E[error] + η E[cost], both from the table.
        new("exact", false, (_, _, strength) => (1, strength), Sweep(0.03, 3)),

        // SNAS. The additive form of ProxylessNAS, E[error] + λ (E[cost] − T) / T, differs only by a constant and a factor of λ.
        new("snas", true, (_, _, strength) => (1, strength), Sweep(0.03, 3)),

        // ProxylessNAS: (1 + E[error]) (log E[cost] / log T)^β. Both factors go from 1, the best, to 2, since an error of 0 would make any cost
        // acceptable. T is a factor of the loss and moves no minimum, so the exponent is swept.
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

    /// <summary>Returns strengths from the smallest to the largest in a geometric sequence.</summary>
    static double[] Sweep(double least, double most) =>
        [.. Enumerable.Range(0, Runs).Select(run => least * Math.Pow(most / least, run / (Runs - 1.0)))];
}
