using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>A named level of how thoroughly a candidate is evaluated, as a share of the whole training.</summary>
/// <param name="Name"><c>full</c>, or the caller's name for a smaller share.</param>
/// <param name="Share">The share of the whole training, in (0, 1].</param>
public sealed record Fidelity(string Name, double Share)
{
    /// <summary>The name of the fidelity that trains with the whole recipe.</summary>
    public const string FullName = "full";

    /// <summary>The name of the fidelity of zero-cost proxies, which are computed on an untrained network; cheaper than any training.</summary>
    public const string ZeroCostName = "zero-cost";

    /// <summary>
    /// The name of the fidelity at which a network is evaluated with weights inherited from a supernet; costs more than zero-cost proxies and less
    /// than any training.
    /// </summary>
    public const string SupernetName = "supernet";

    /// <summary>
    /// Returns the name of a fidelity: <c>full</c>; <c>epochs3</c> for a training that stops after 3 epochs, whatever rungs there are; or
    /// <c>zero-cost</c> without any training. With a reference the name is <c>zero-cost.REFERENCE</c>, since values depend on the reference; with a
    /// supernet it is <c>supernet.IDENTITY</c>, which includes zero-cost proxies.
    /// </summary>
    /// <param name="epochs">The epoch after which training stops; null if it does not stop early.</param>
    /// <param name="reference">The candidate that the untrained network is compared with; null if there is none.</param>
    /// <param name="supernet">The identity that distinguishes the supernet from others of the same recipe; null if no weights are inherited.</param>
    public static string NameOf(int? epochs, CandidateId? reference = null, string? supernet = null) => epochs switch
    {
        null => FullName,
        0 when supernet is not null => $"{SupernetName}.{supernet}",
        0 => reference is { } id ? $"{ZeroCostName}.{id}" : ZeroCostName,
        { } stop => FormattableString.Invariant($"epochs{stop}"),
    };

    /// <summary>Returns whether a name is that of a fidelity that stops after this number of epochs, whatever its reference or supernet.</summary>
    public static bool StopsAfter(string name, int epochs)
    {
        ArgumentNullException.ThrowIfNull(name);
        return epochs > 0 ? name == NameOf(epochs) : name.Split('.')[0] is ZeroCostName or SupernetName;
    }

    /// <summary>The fidelity that trains with the whole recipe.</summary>
    public static Fidelity Full { get; } = new(FullName, 1);

    /// <summary>Returns the rungs of successive halving, cheapest first and <see cref="Full"/> last.</summary>
    /// <param name="rungs">The number of rungs, at least 1.</param>
    /// <param name="reductionFactor">The factor by which each rung is more expensive than the one before, at least 2.</param>
    public static IReadOnlyList<Fidelity> Ladder(int rungs, int reductionFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rungs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(reductionFactor, 2);
        return
        [
            .. Enumerable.Range(1, rungs - 1).Select(rung => new Fidelity($"rung{rung}", Math.Pow(reductionFactor, rung - rungs))),
            Full,
        ];
    }

    /// <summary>Returns this share of a number of steps (epochs, images), rounded, at least 1.</summary>
    /// <param name="whole">The number of steps of the whole training, at least 1.</param>
    public int Of(int whole) => Math.Max(1, (int)Math.Round(whole * Share, MidpointRounding.AwayFromZero));
}
