using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Chooses candidates of a catalogue one after the other, what is pending or was chosen before taken into account.</summary>
/// <remarks>
/// A function of what it is made of and of what is pending, in order: one that is made again, with what the other has observed pending from
/// the start, continues identically.
/// </remarks>
interface ICandidateSelection
{
    /// <value>Places that were taken into account, in order.</value>
    IReadOnlyList<int> Observed { get; }

    /// <summary>Whether one that is made with so many pending would be like this one.</summary>
    bool HoldsFor(int pending);

    /// <summary>Whether a candidate can be taken into account.</summary>
    bool Has(int place);

    /// <summary>Takes a candidate into account whose evaluation is pending.</summary>
    void Observe(int place);

    /// <summary>The place of the best candidate, or −1 when none is left.</summary>
    /// <param name="isOpen">Whether a place may be chosen.</param>
    /// <param name="random">Of this proposal.</param>
    int Choose(Func<int, bool> isOpen, RandomStream random);
}
