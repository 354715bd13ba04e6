using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>How thoroughly a candidate is evaluated: a share of the whole training, by name.</summary>
/// <param name="Name"><c>full</c>; a smaller share by its caller's name for it.</param>
/// <param name="Share">Of the whole training, in (0, 1].</param>
public sealed record Fidelity(string Name, double Share)
{
    /// <summary>The name of a training by the whole recipe.</summary>
    public const string FullName = "full";

    /// <summary>The name of what zero-cost proxies tell of an untrained network; cheaper than any training.</summary>
    public const string ZeroCostName = "zero-cost";

    /// <summary>The name of what a network tells with weights that it inherits from a supernet; dearer than zero-cost proxies, cheaper than any training.</summary>
    public const string SupernetName = "supernet";

    /// <summary>
    /// <c>full</c>, <c>epochs3</c> for a training that stops after 3 epochs, whatever rungs there are, or <c>zero-cost</c> after none; with a
    /// reference <c>zero-cost.REFERENCE</c>, since another one tells otherwise; with a supernet <c>supernet.IDENTITY</c>, zero-cost proxies included.
    /// </summary>
    /// <param name="epochs">Where it stops; null when it does not.</param>
    /// <param name="reference">What the untrained network is compared with; null when that is nothing.</param>
    /// <param name="supernet">What tells the supernet from others of the same recipe; null when no weights are inherited.</param>
    public static string NameOf(int? epochs, CandidateId? reference = null, string? supernet = null) => epochs switch
    {
        null => FullName,
        0 when supernet is not null => $"{SupernetName}.{supernet}",
        0 => reference is { } id ? $"{ZeroCostName}.{id}" : ZeroCostName,
        { } stop => FormattableString.Invariant($"epochs{stop}"),
    };

    /// <summary>A training by the whole recipe.</summary>
    public static Fidelity Full { get; } = new(FullName, 1);

    /// <summary>The rungs of successive halving, the cheapest first and <see cref="Full"/> last.</summary>
    /// <param name="rungs">How many, at least 1.</param>
    /// <param name="reductionFactor">How many times dearer each is than the one before, at least 2.</param>
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

    /// <summary>This share of a number of steps (epochs, images), rounded, at least 1.</summary>
    /// <param name="whole">The steps of the whole training, at least 1.</param>
    public int Of(int whole) => Math.Max(1, (int)Math.Round(whole * Share, MidpointRounding.AwayFromZero));
}
